"""How much of a file is read before it is refused. Every bound stands here, with its reason.

The largest official file known to the product (the statistical sectors of Belgium, not
simplified) is about 60 MB; the longest table has some 500 000 rows.
"""

from __future__ import annotations

MEGABYTE = 1024 * 1024

MAX_FILE_BYTES = 250 * MEGABYTE
"""A file on disk; checked before its first byte is read."""

MAX_TEXT_BYTES = 120 * MEGABYTE
"""A table or a JSON text once unpacked: Python needs several times as much to hold it."""

MAX_UNPACKED_BYTES = 400 * MEGABYTE
"""All members of an archive together, as the archive announces them and as they come out."""

MAX_PACKING_RATIO = 250
"""Unpacked over packed size of one member. XML of a spreadsheet stays below 60, a zip bomb is near 1000."""

RATIO_FREE_BYTES = 4 * MEGABYTE
"""A member smaller than this may be packed as tightly as it likes."""

MAX_MEMBERS = 2_000
"""Files inside an archive."""

MAX_ROWS = 1_048_576
"""Rows of one sheet; a spreadsheet has no more."""

MAX_COLUMNS = 4_000
"""Columns of one sheet. The widest official export has some 600."""

MAX_CELLS = 6_000_000
"""Rows times columns of one sheet: what the table takes in memory, empty cells included."""

MAX_CELL_TEXT = 2 * MEGABYTE
"""Characters of one cell. A spreadsheet holds 32 767; an outline written as text in a CSV holds more."""

MAX_SHEETS = 60
"""Sheets of one workbook."""

MAX_JSON_DEPTH = 60
"""Lists and objects inside each other. A GeoJSON geometry needs ten."""

MAX_FEATURES = 200_000
"""Shapes of one layer. Belgium has some 20 000 sectors."""

MAX_VERTICES = 20_000_000
"""Points of one layer, all shapes together."""

MAX_FAULTS = 500
"""Faults named one by one; beyond, they are counted."""

MAX_PROPOSALS = 50
"""Unknown names for which the nearest known ones are looked up (each costs a comparison with all)."""
