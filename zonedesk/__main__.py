"""`python -m zonedesk` is the same as the command `zonedesk`."""

import sys

from zonedesk.cli import main

sys.exit(main())
