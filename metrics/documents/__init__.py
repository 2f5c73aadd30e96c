"""Reports that leave the dashboard: one document, written as Markdown, HTML, PDF or XLSX with the same numbers."""

from metrics.documents.compose import compose
from metrics.documents.document import Document, Number, Table, plain
from metrics.documents.html import html
from metrics.documents.markdown import markdown

__all__ = ["FORMATS", "Document", "Number", "Table", "compose", "html", "markdown", "plain", "write"]

FORMATS = ("md", "html", "pdf", "xlsx")


def write(document: Document, form: str) -> bytes:
    """Return the document as one of FORMATS.

    Raises:
        KeyError: no such format.
    """
    if form == "pdf":
        from metrics.documents.pdf import pdf

        return pdf(document)
    if form == "xlsx":
        from metrics.documents.xlsx import xlsx

        return xlsx(document)
    return {"md": markdown, "html": html}[form](document).encode("utf-8", "replace")
