"""`python -m zonedesk` and the command `zonedesk`: the command line, which opens the window where no command is given."""

import sys

from zonedesk import app, cli


def main() -> int:
    """Run the program as its arguments say and return its exit code."""
    return cli.main(sys.argv[1:], app.main)


if __name__ == "__main__":
    sys.exit(main())
