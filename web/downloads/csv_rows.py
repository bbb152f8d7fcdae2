"""CSV for spreadsheets (RFC 4180): marked as UTF-8, and without any cell that one would take for a formula."""

import csv
import io
from collections.abc import Sequence

BOM = "\ufeff"
"""Tells Excel that a CSV is UTF-8."""
_SIGNS = "=+-@＝＋－＠"
_FORMULA = frozenset(f"{_SIGNS}\t\r\n\0")


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return f"'{text}" if text[:1] in _FORMULA or text.lstrip()[:1] in frozenset(_SIGNS) else text


def csv_row(cells: Sequence[object]) -> str:
    """Return one line of a CSV, with its end."""
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(str(cell)) for cell in cells])
    return out.getvalue()
