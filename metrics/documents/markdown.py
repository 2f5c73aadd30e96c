"""A document as Markdown."""

import re

from metrics.documents.document import Document, plain


def markdown(document: Document) -> str:
    """Return the document as Markdown; texts of people can't become links, pictures or markup."""
    parts = [f"# {_md(document.title)}", *(_md(line) for line in document.lines)]
    for table in document.tables:
        rows = [
            list(table.heads),
            ["---"] * len(table.heads),
            *([_md(plain(cell)) for cell in row] for row in table.rows),
        ]
        body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
        parts += [f"## {_md(table.title)}", body]
    parts += [f"## {_md(document.counted)}"]
    parts += [f"- {_md(title)}: {_md(how)}" for title, how in document.notes]
    return "\n\n".join(parts) + "\n"


def _md(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|!$~@&]|:(?=\S))", r"\\\1", " ".join(text.split()))
