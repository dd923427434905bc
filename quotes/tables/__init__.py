"""Quotes in files: read an analyst's table, write ours, make a table for notebooks. Nothing here knows a database."""
