"""Where the data that ships with the program lies."""

from pathlib import Path
from typing import Final

CORPUS: Final = Path(__file__).resolve().parent.parent / "corpus"
"""Documents, authority lists and thesaurus."""
