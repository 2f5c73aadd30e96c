"""The table of texts that went to many: a line each, and the marks that an opened text shares with it."""

from collections.abc import Mapping

from metrics.templates.listed import TemplateRow, TemplatesModel
from pages.templates import asked
from pages.ui import session
from pages.ui.marks import NOTHING, VERDICTS, pill, share_cell
from pages.ui.markup import esc
from pages.ui.tables import Cell, Column, Row, table_html
from pages.ui.words import _, day, network, ngettext, num, pct, say

TONES = {"stop": "stop", "watch": "", "ok": "good", "early": "grey", "talk": "grey"}
"""Verdict -> tone of the interval."""
SYMBOLS = {**{kind: VERDICTS[kind][:2] for kind in ("stop", "watch", "ok", "early")}, "talk": ("none", "forum")}
TOP = 0.6
"""Where the scale of answered shares ends, unless one lies beyond."""
FIRST_WORDS = 90
"""Characters of a text in the table."""


def table_of(model: TemplatesModel, words: Mapping[str, str]) -> str:
    several = len({network for row in model.rows for network in row.networks}) > 1
    columns = [
        Column(_("First words")),
        Column(_("Verdict")),
        Column(_("People"), number=True),
        Column(_("Same text")),
        Column(_("Answered")),
        Column(_("Said no"), number=True),
        Column(_("Reps")),
        *([Column(_("Networks"))] if several else []),
        Column(_("Used")),
    ]
    top = max([TOP, *(row.answered.high or 0 for row in model.rows if (row.answered.n or 0) >= 10)])
    rows = [_row(row, words.get(row.id), several, min(1.0, top)) for row in model.rows]
    return table_html(columns, rows, caption=_("Texts that went to many"))


def _row(row: TemplateRow, words: str | None, several: bool, top: float) -> Row:
    title = esc(words or _("text hidden"))
    who = f'<a class="rp-first" href="{asked.open_link(row.id)}" target="_self">{title}</a>'
    used = f'<span class="rp-quiet" style="white-space:nowrap">{esc(span(row))}</span>'
    names = esc(", ".join(name for _id, name in row.reps))
    nets = [Cell(f'<span class="rp-quiet">{esc(", ".join(map(network, row.networks)))}</span>')] if several else []
    return Row(
        [
            Cell(who),
            Cell(verdict_of(row)),
            Cell(cases(row.id, "people", num(row.people))),
            Cell(fixed_cell(row.fixed)),
            Cell(answered_cell(row, top)),
            Cell(cases(row.id, "negative", num(row.said_no)) if row.said_no else NOTHING),
            Cell(f'<span class="rp-quiet">{names}</span>'),
            *nets,
            Cell(used),
        ]
    )


def brief(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else f"{line[:FIRST_WORDS].rsplit(' ', 1)[0]}…"


def span(row: TemplateRow) -> str:
    """Return the days a text was used on."""
    return day(row.first_day) if row.first_day == row.last_day else f"{day(row.first_day)} – {day(row.last_day)}"


def verdict_of(row: TemplateRow) -> str:
    """Return what a text is called; an agreed campaign is called that, its answers stand beside it all the same."""
    if row.agreed:
        return pill("blue", "campaign", _("Agreed campaign"))
    tone, symbol = SYMBOLS[row.judged.kind]
    return pill(tone, symbol, say(row.judged.said))


def fixed_cell(fixed: float) -> str:
    """Return the share of a text that is the same in every copy, with a bar."""
    share = f"{fixed * 100:.0f}%"
    return (
        f'<div class="rp-cell rp-fixedtext"><span class="v">{esc(pct(fixed))}</span>'
        f'<div class="rp-parts" aria-hidden="true"><i style="--w:1;--p:{share}"></i></div></div>'
    )


def answered_cell(row: TemplateRow, top: float = TOP) -> str:
    """Return how many answered, with the range, as the way to the ones who did."""
    m = row.answered
    if row.use == "talk":
        return f'<span class="rp-quiet">{NOTHING}</span>'
    if not m.n:
        return f'<span class="rp-quiet">{esc(ngettext("{n} too young", "{n} too young", m.immature))}</span>'
    html = share_cell(m.k, m.n, m.low, m.high, top=top, tone=TONES[row.judged.kind])
    return cases(row.id, row.part, html) if m.k else html


def cases(template_id: str, part: str, html: str) -> str:
    """Return marks as the way to the very conversations they count."""
    if not session.may("rep", "manager"):
        return html
    words = esc(_("Open what was counted"))
    return f'<a class="rp-open" href="{asked.cases_link(template_id, part)}" target="_self" title="{words}">{html}</a>'
