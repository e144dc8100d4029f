"""The arithmetic over records."""
