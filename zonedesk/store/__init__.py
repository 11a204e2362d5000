"""Where records are kept: a SQLite file, one session per action, with history, search and backups."""
