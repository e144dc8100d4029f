"""Dates, pace and re-flow, by tables and by rules."""
