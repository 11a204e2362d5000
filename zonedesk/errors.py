"""The two kinds of failure: what a person can mend, and everything else (a bug)."""


class Mendable(Exception):
    """A failure that a person can mend: its text is one plain Chinese sentence that names the place and what to do."""


class CannotOpen(Mendable):
    """The database cannot be used: foreign, newer, read-only, damaged or gone."""


class Unreadable(Mendable):
    """A value, sheet or file could not be understood as what it should be."""


class Locked(Unreadable):
    """A file asks for a password that was not given, or not rightly."""


class Refused(Mendable):
    """A change was refused because the records would no longer hold together. Nothing was changed."""
