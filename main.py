"""Double-click entry: opens the window. A built program also starts itself here to read a workbook apart."""

import sys

from zonedesk.sheets.limits import READ_APART

if __name__ == "__main__":
    if sys.argv[1:] == [READ_APART]:
        from zonedesk.sheets.reader import main
    else:
        from zonedesk.app import main
    sys.exit(main())
