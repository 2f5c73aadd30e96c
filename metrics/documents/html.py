"""A document as HTML: one file, made for printing too."""

from html import escape

from metrics.documents.document import Document, Table, plain

STYLE = """
:root { color-scheme: light; }
body { font: 14px/1.45 system-ui, sans-serif; color: #1b1f24; max-width: 1100px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 24px; } h2 { font-size: 17px; margin-top: 28px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 5px 8px; border-bottom: 1px solid #d8dde3; vertical-align: top; }
th { font-weight: 600; color: #57606a; } dt { font-weight: 600; margin-top: 8px; } dd { margin: 0; color: #424a53; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } tr { break-inside: avoid; } }
"""


def html(document: Document) -> str:
    """Return the document as one HTML file: it asks for nothing from outside and runs nothing."""
    tables = "".join(_table(table) for table in document.tables)
    notes = "".join(f"<dt>{escape(title)}</dt><dd>{escape(how)}</dd>" for title, how in document.notes)
    lines = "".join(f"<p>{escape(line)}</p>" for line in document.lines)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.lang)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(document.title)}</title>'
        f"<style>{STYLE}</style></head><body><h1>{escape(document.title)}</h1>{lines}{tables}"
        f"<h2>{escape(document.counted)}</h2><dl>{notes}</dl></body></html>\n"
    )


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join("<tr>" + "".join(f"<td>{escape(plain(cell))}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<h2>{escape(table.title)}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
