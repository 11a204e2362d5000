"""`python -m zonedesk` and the command `zonedesk`: the command line, which opens the window where no command is given."""

import sys

from zonedesk.sheets.limits import READ_APART


def main() -> int:
    """Run the program as its arguments say and return its exit code."""
    if sys.argv[1:] == [READ_APART]:  # a built program starts itself to read a workbook apart
        from zonedesk.sheets import reader

        return reader.main()
    from zonedesk import app, cli

    return cli.main(sys.argv[1:], app.main)


if __name__ == "__main__":
    sys.exit(main())
