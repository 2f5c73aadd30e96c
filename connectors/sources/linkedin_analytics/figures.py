"""Figures of LinkedIn's two analytics workbooks of a person: of all posts over a period, and of a single post."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from connectors.connector import Context, Line, Problem
from connectors.sources.linkedin.activity import native_id
from connectors.sources.linkedin.reader import NETWORK
from connectors.sources.linkedin_analytics.cells import Order, date_order, day, days_in, number
from connectors.workbooks import Sheet
from data.records import AudienceFigure, stable_id

_LABELS = {
    "impressions": ("impressions", "impressões", "impresiones", "показы"),
    "members_reached": ("members reached", "usuários alcançados", "unique views", "участники"),
    "engagements": ("engagements", "engajamentos", "social engagement", "social engagements"),
    "reactions": ("reactions", "reações"),
    "comments": ("comments", "comentários"),
    "reposts": ("reposts", "compartilhamentos"),
    "saves": ("saves", "salvamentos"),
    "sends": ("sends on linkedin", "sends"),
    "profile_viewers": ("profile viewers from this post",),
    "followers_gained": ("followers gained from this post",),
    "link_clicks": ("link engagements", "link clicks", "custom button engagements"),
}
METRIC_OF = {label: metric for metric, labels in _LABELS.items() for label in labels}
_NAMED = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)")
_LINK = re.compile(r"https?://(?:\w{2,3}\.)?linkedin\.com/\S+")


def label(cell: Any) -> str:
    """Return a caption as the tables here spell it."""
    return " ".join(str(cell or "").split()).rstrip(":").casefold()


def named_days(name: str) -> tuple[str, ...]:
    """Return the first and last day that a file's name tells, () when it tells none."""
    found = _NAMED.search(name)
    if not found:
        return ()
    try:
        return tuple(sorted(date.fromisoformat(text).isoformat() for text in found.groups()))
    except ValueError:
        return ()


def window_sheet(sheets: tuple[Sheet, ...]) -> Sheet | None:
    """Return the sheet that tells the period: its second cell holds two dates."""
    return next(
        (sheet for sheet in sheets[:3] if len(days_in(sheet.at(0, 1), "dmy") or days_in(sheet.at(0, 1), "mdy")) == 2),
        None,
    )


def order_of(sheets: tuple[Sheet, ...], name: str) -> Order:
    """Return the order of day and month in an aggregate workbook."""
    told = window_sheet(sheets)
    cells = [row[0] for sheet in sheets if is_daily(sheet) for row in sheet.rows[1:] if row and row[0] is not None]
    english = label(told.at(0, 0)) == "overall performance" if told else True
    return date_order(cells, told.at(0, 1) if told else None, named_days(name), english)


def is_daily(sheet: Sheet) -> bool:
    """Whether a sheet is a table of days with one number or two: the engagement sheet or the followers sheet."""
    return any(_starts_days(sheet, at) for at in (0, 2))


def _starts_days(sheet: Sheet, at: int) -> bool:
    first = sheet.at(at + 1, 0)
    return any(day(first, order) for order in ("mdy", "dmy")) and number(sheet.at(at + 1, 1)) is not None


def _figure(ctx: Context, subject: str, when: date | None, metric: str, value: int) -> AudienceFigure:
    told = when.isoformat() if when else None
    key = (subject, told if subject == "day" else "", metric)
    return AudienceFigure(stable_id(ctx.rep_id, NETWORK, *key), ctx.rep_id, NETWORK, subject, told, metric, value)


def read_aggregate(sheets: tuple[Sheet, ...], name: str, ctx: Context) -> Iterator[Line]:
    """Yield figures of days, of posts and of the whole period; demographics are not needed."""
    order = order_of(sheets, name)
    for sheet in sheets:
        if is_daily(sheet):
            yield from _daily(sheet, order, ctx)
        elif _heads(sheet):
            yield from _posts(sheet, order, ctx)
    told = window_sheet(sheets)
    if told:
        yield from _period(told, order, ctx)


def _daily(sheet: Sheet, order: Order, ctx: Context) -> Iterator[Line]:
    """Yield a table of days; above that of followers stands their number so far."""
    head = 0 if _starts_days(sheet, 0) else 2
    metrics = ("impressions", "engagements") if sheet.at(head, 2) else ("new_followers",)
    so_far, total = day(sheet.at(0, 0), order), number(sheet.at(0, 1))
    if head and so_far and total is not None:
        yield 1, _figure(ctx, "day", so_far, "followers", total)
    for line, row in enumerate(sheet.rows[head + 1 :], head + 2):
        if row and row[0] is not None:
            yield from _of_day(row, line, day(row[0], order), metrics, sheet.title, ctx)


def _of_day(
    row: tuple, line: int, when: date | None, metrics: tuple[str, ...], title: str, ctx: Context
) -> Iterator[Line]:
    if when is None:
        yield line, Problem("bad-day", {"value": str(row[0])[:40], "sheet": title})
        return
    for metric, cell in zip(metrics, row[1:], strict=False):
        value = number(cell)
        if value is not None:
            yield line, _figure(ctx, "day", when, metric, value)
        elif cell is not None:
            yield line, Problem("bad-number", {"value": str(cell)[:40], "sheet": title})


def _heads(sheet: Sheet) -> list[tuple[int, int, str]]:
    """Return (row, first column, metric) of each ranking of posts; two stand side by side, either may be empty."""
    for at, row in enumerate(sheet.rows[:6]):
        columns = [no for no, cell in enumerate(row) if "url" in label(cell).split()]
        if columns:
            guesses = ("engagements", "impressions")
            named = [
                METRIC_OF.get(label(sheet.at(at, no + 2)), guess) for no, guess in zip(columns, guesses, strict=False)
            ]
            return [(at, no, metric) for no, metric in zip(columns, named, strict=False)]
    return []


def _posts(sheet: Sheet, order: Order, ctx: Context) -> Iterator[Line]:
    for head, column, metric in _heads(sheet):
        for line, row in enumerate(sheet.rows[head + 1 :], head + 2):
            cells = (*row[column : column + 3], None, None, None)
            if not cells[0]:
                continue
            native, value = native_id(str(cells[0])), number(cells[2])
            if native and value is not None:
                yield line, _figure(ctx, native, day(cells[1], order), metric, value)
            else:
                yield line, Problem("bad-post-row", {"sheet": sheet.title})


def _period(sheet: Sheet, order: Order, ctx: Context) -> Iterator[Line]:
    """Yield totals of the whole period, where a sum over days would be wrong: one member is reached on many days."""
    first, last = sorted(days_in(sheet.at(0, 1), order) or [None, None])
    for line, row in enumerate(sheet.rows[1:], 2):
        metric = METRIC_OF.get(label(row[0] if row else ""))
        value = number(row[1]) if len(row) > 1 else None
        if first and metric == "members_reached" and value is not None:
            yield line, _figure(ctx, f"period:{first.isoformat()}:{last.isoformat()}", last, metric, value)


def post_sheet(sheets: tuple[Sheet, ...]) -> tuple[Sheet, str] | None:
    """Return the sheet of a single post's figures and the post's address."""
    for sheet in sheets[:2]:
        for row in sheet.rows[:12]:
            if len(row) > 1 and isinstance(row[1], str) and _LINK.match(row[1]) and native_id(row[1]):
                return sheet, row[1]
    return None


def read_post(sheets: tuple[Sheet, ...], ctx: Context) -> Iterator[Line]:
    """Yield the figures of a single post, found by their captions: their rows move from version to version."""
    found = post_sheet(sheets)
    if not found:
        return
    sheet, link = found
    published = next((when for row in sheet.rows[:12] if len(row) > 1 and (when := day(row[1], "mdy"))), None)
    for line, row in enumerate(sheet.rows, 1):
        value = number(row[1]) if len(row) > 1 else None
        if value is None:
            continue
        metric = METRIC_OF.get(label(row[0]))
        told = _figure(ctx, native_id(link), published, metric, value) if metric else None
        yield line, told or Problem("unknown-figure", {"name": str(row[0])[:60]})
