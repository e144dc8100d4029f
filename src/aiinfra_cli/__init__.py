"""A learning path on AI infrastructure, from the terminal."""

__version__ = "0.1.0"
