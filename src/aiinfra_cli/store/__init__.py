"""The SQLite file: journal, state by one fold, and the compiled course."""
