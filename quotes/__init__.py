"""Attributed quotes from news articles, who said them, and what they express toward a target."""

__version__ = "0.1.0"
