"""How much a file may ask for before it is refused: no file that an office keeps by hand comes near."""

SECONDS = 20  # for reading one file
MEMORY = 420 * 2**20  # bytes that the reading process may hold; looked at so often that it ends below 500 MB
ADDRESSES = 560 * 2**20  # bytes that it may reserve: stops one huge claim at once, where the system can

LARGEST_FILE = 200 * 2**20
LARGEST_PART = 300 * 2**20  # of a zipped workbook, unpacked
LARGEST_CONTENT = 600 * 2**20  # all that is read of a zipped workbook, unpacked
DENSEST = 300  # times its packed size; no ledger is more than fifty
MOST_PARTS = 10_000
MOST_SHEETS = 500
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet, as in Excel
LARGEST_SHEET = 10_000_000  # cells of the rectangle that holds a sheet's content
MOST_MERGES = 100_000  # of a sheet; more are taken for none

READ_APART = "--read-workbook"  # the only argument of a built program that is started to read one file
