"""How large a document may be: bounds that keep one bad file from holding up the rest."""

from typing import Final

BYTES: Final = 50 * 2**20
"""A file, as it comes."""
PAGE_BYTES: Final = 20 * 2**20
"""A web page: a parsed page takes many times its size in memory."""
UNPACKED_BYTES: Final = 200 * 2**20
"""A Word document with its pictures, unpacked."""
PART_BYTES: Final = 40 * 2**20
"""The text of a Word document, unpacked."""
CHARACTERS: Final = 3_000_000
"""The text of a document; a long statute has a tenth of a million."""
LINE: Final = 200_000
"""A line of plain text: more is data or a damaged file."""
PAGES: Final = 3000
"""Pages of a PDF."""
SECONDS: Final = 30.0
"""Fetching a page, all in all."""
