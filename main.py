"""Double-click entry: opens the window."""

import sys

from zonedesk.app import main

if __name__ == "__main__":
    sys.exit(main())
