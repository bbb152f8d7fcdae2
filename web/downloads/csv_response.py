"""A small table as a CSV file to keep."""

from collections.abc import Iterable, Sequence

from flask import Response, request

from web.downloads.csv_rows import BOM, csv_row


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> Response:
    """Return a table as a download; `name` is the file's, in ASCII."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = BOM + "".join(map(csv_row, rows))
    return Response(text, content_type="text/csv; charset=utf-8", headers=headers)


def is_csv_wanted() -> bool:
    """Return whether the address asks for the table of a page as a file."""
    return request.args.get("format") == "csv"
