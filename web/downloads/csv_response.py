"""A small table as a CSV file to keep."""

from collections.abc import Iterable, Sequence

from flask import Response

from web.downloads.csv_rows import BOM, csv_row


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> Response:
    """Return a table as a download; `name` is the file's, in ASCII."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = BOM + "".join(map(csv_row, rows))
    return Response(text, content_type="text/csv; charset=utf-8", headers=headers)
