"""The window. The only place for Qt widgets."""
