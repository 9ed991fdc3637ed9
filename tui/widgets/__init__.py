"""The building blocks: drawing by role, the list of any length, the pager, the filter line."""
