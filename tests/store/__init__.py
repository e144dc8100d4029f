"""The store: questions, journal, backups, on real SQLite files."""
