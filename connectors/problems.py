"""The words of problems: one sentence for every code an import can report, with places for particulars."""

from data.words import N_

WORDS = {
    # files and archives
    "empty-file": N_("The file is empty."),
    "not-a-table": N_("The file is called a table but is a {looks_like}. Download it again."),
    "no-header": N_("No row with the column names {wanted} was found, so nothing was read."),
    "encoding": N_("The file was re-saved in the encoding {encoding}; unusual letters may have suffered."),
    "mojibake": N_("Garbled letters were put right in {lines} lines."),
    "nul": N_("Invisible NUL characters were removed from {lines} lines."),
    # rows
    "cut-off": N_("The file breaks off in this row: the download was probably interrupted."),
    "open-quote": N_("A quotation mark is never closed in this row; reading went on with the next row."),
    "too-long": N_("A cell is longer than {limit} characters; the row was left out."),
    "extra-cells": N_("The row has {cells} cells but the table {columns} columns; the surplus was left out."),
    "bad-date": N_("The date could not be understood; the row was kept without it."),
    "hidden-member": N_("LinkedIn hides who this is (closed or private profile); the row was left out."),
    "no-person": N_("The row names nobody; it was left out."),
    "empty-row": N_("The row says nothing; it was left out."),
}
"""Code -> sentence. Places are filled from the problem's `detail`."""
