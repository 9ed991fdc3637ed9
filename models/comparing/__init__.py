"""Across dispatches: what is one item, one happening, one origin, and what cannot all be true."""
