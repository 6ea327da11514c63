"""Local Change: the helpers behind the course in policy and local change."""

__version__ = "0.1.0"
