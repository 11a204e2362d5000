"""One function per thing a user does; the window and the command line call the same ones."""
