"""A terminal's manners: its keys, its clipboard, its pager, and what to do when it is gone."""
