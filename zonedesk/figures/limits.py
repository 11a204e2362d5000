"""From when on a wait is pointed out, and how much of a list is shown: the same on every page."""

from __future__ import annotations

SOON = 7
"""Days before its deadline from which something is urgent."""

PATIENCE = 90
"""Days after its signing by which a project should have been started."""

LISTED = 50
"""Lines of a list that is read at a glance; all of it opens as records."""
