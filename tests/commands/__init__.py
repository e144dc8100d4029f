"""One file a command: what a user expects of it."""
