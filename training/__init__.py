"""Trains what ships in data/; needs the extra `[train]` and the data, never at run time."""
