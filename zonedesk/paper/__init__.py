"""Print, PDF and charts."""
