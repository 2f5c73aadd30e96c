"""A slide as HTML: one question a screen, its answer the biggest text on it."""

from data.words import N_
from metrics.metric import TOO_FEW, Measurement
from metrics.review.slide import MINUTES, STEPS, Line, Row, Slide, Step
from pages.review.links import evidence
from pages.ui.marks import NOTHING, pill
from pages.ui.markup import esc
from pages.ui.rule_words import title_of
from pages.ui.words import _, k_of_n, num, pct, say

LONG_TITLE, MANY = 46, 4.5
"""Characters from which a title is set smaller; lines from which a list is."""
STATES = {
    "stop": ("stop", "block", N_("stop")),
    "watch": ("watch", "visibility", N_("look at it")),
    "ok": ("good", "thumb_up", N_("worth copying")),
    "kept": ("good", "check_circle", N_("kept")),
    "missed": ("stop", "cancel", N_("not kept")),
    "unclear": ("none", "help", N_("can’t be told yet")),
    "open": ("blue", "pending", N_("still open")),
    "dropped": ("none", "do_not_disturb_on", N_("dropped")),
    "note": ("blue", "gavel", N_("decided")),
}
"""Tag of a line -> tone, icon, word."""


def html(slide: Slide, steps: tuple[Step, ...], *, links: bool = False, timer: bool = False) -> str:
    """Return a slide; `links` lead to the evidence in a window of its own."""
    title = say(slide.title)
    long = "long" if len(title) > LONG_TITLE or _crowded(slide) else ""
    if slide.step == "try":
        body = _two_sides(slide, title, links)
    else:
        kicker = f'<div class="kicker">{esc(say(slide.kicker))}</div>' if slide.kicker else ""
        body = f"{kicker}<h1>{esc(title)}</h1><div>{_rows(slide, links)}{_lines(slide, links)}{_notes(slide)}</div>"
    return f'<div class="rp-slide {long}">{_progress(slide.step, steps, timer)}<div class="body">{body}</div></div>'


def _crowded(slide: Slide) -> bool:
    """Tell whether a slide has so much on it that everything must be smaller; a figure takes more room than a line."""
    return 1.5 * len(slide.rows) + len(slide.lines) >= MANY


def _progress(step: Step, steps: tuple[Step, ...], timer: bool) -> str:
    at = steps.index(step)
    bars = "".join(f'<i class="{"on" if no == at else "past" if no < at else ""}"></i>' for no in range(len(steps)))
    name = f'<span class="name">{at + 1} / {len(steps)} · {esc(_(STEPS[step]))}</span>'
    clock = ""
    if timer:
        words, due = _("{n} minutes are meant for this step", n=MINUTES[step]), 60 * MINUTES[step]
        clock = f'<span class="rp-timer {esc(step)}" style="--due:{due}s" title="{esc(words)}"></span>'
    return f'<div class="rp-progress">{bars}{name}{clock}</div>'


def _two_sides(slide: Slide, title: str, links: bool) -> str:
    kicker = f'<div class="kicker" style="padding-bottom:16px">{esc(say(slide.kicker))}</div>' if slide.kicker else ""
    return f'<div class="rp-try"><div>{kicker}<h1>{esc(title)}</h1></div>{_lines(slide, links)}</div>'


def _rows(slide: Slide, links: bool) -> str:
    if not slide.rows:
        return ""
    kind = "rp-tight" if _crowded(slide) else ""
    return f'<div class="{kind}">{"".join(_row(row, links) for row in slide.rows)}</div>'


def _row(row: Row, links: bool) -> str:
    sub = f"<span>{esc(say(row.sub))}</span>" if row.sub else ""
    cases = k_of_n(row.now.k, row.now.n) if row.now.n and row.now.k is not None else ""
    under = [f"<span>{esc(cases)}</span>"] if cases else []
    under += [evidence(row.link)] if links and row.link else []
    said = "<br>".join([f'<b style="font-weight:620">{esc(say(row.said))}</b>', " · ".join(under)])
    what = f'<div class="what">{esc(_(row.title))}{sub}</div>'
    return f'<div class="rp-big">{what}{_track(row)}<div class="said">{said}</div></div>'


def _track(row: Row) -> str:
    value = _value(row.now)
    if row.now.value is None or row.now.too_few:
        words = value if row.now.value is None else k_of_n(row.now.k or 0, row.now.n or 0)
        why = say(row.now.note) if row.now.note else _("too few for a share")
        return f'<div class="rp-quiet kicker">{esc(words)} · {esc(why)}</div>'
    told = [(row.before, "was")] if row.before and row.before.value is not None else []
    tone = "" if row.tone in ("plain", "grey") else row.tone
    told.append((row.now, f"now {tone}"))
    marks = "".join(_band(one, row.scale, kind) for one, kind in told)
    marks += "".join(_dot(one, row.scale, kind) for one, kind in told)
    dots = "".join(f'<i class="one" style="--v:{_at(value, row.scale)}"></i>' for value in row.dots)
    goal = f'<i class="goal" style="--v:{_at(row.target, row.scale)}"></i>' if row.target is not None else ""
    words = _("{now} now, {before} before", now=value, before=_value(row.before) if row.before else NOTHING)
    return f'<div class="rp-ba" role="img" aria-label="{esc(words)}"><i class="track"></i>{dots}{marks}{goal}</div>'


def _band(one: Measurement, top: float, kind: str) -> str:
    if one.low is None or one.high is None:
        return ""
    return f'<i class="band {kind}" style="--lo:{_at(one.low, top)};--hi:{_at(one.high, top)}"></i>'


def _dot(one: Measurement, top: float, kind: str) -> str:
    at = _at(one.value or 0, top)
    return (
        f'<i class="dot {kind}" style="--v:{at}"></i>'
        f'<span class="lab {kind}" style="--v:{at}">{esc(_value(one))}</span>'
    )


def _at(value: float | None, top: float) -> str:
    return f"{max(0.0, min((value or 0) / top, 1.0)) * 100:.1f}%"


def _value(one: Measurement) -> str:
    if one.value is None:
        return NOTHING
    if one.unit == "rate":
        return NOTHING if one.n is not None and one.n < TOO_FEW else pct(one.value)
    return num(one.value, 0 if one.value == round(one.value) else 1)


def _lines(slide: Slide, links: bool) -> str:
    if not slide.lines:
        return ""
    kind = "rp-many" if _crowded(slide) else ""
    return f'<ul class="rp-points {kind}">{"".join(_line(line, links) for line in slide.lines)}</ul>'


def words_of(line: Line) -> str:
    """Return the words of a line; one about a check of profiles has the title of the check."""
    return say(line.text) or title_of(line.id)


def state(tag: str) -> str:
    """Return the pill of a line's tag, "" for none."""
    if tag not in STATES:
        return ""
    tone, symbol, word = STATES[tag]
    return pill(tone, symbol, _(word))


def _line(line: Line, links: bool) -> str:
    link = f" {evidence(line.link)}" if links and line.link else ""
    sub = f'<span class="sub">{esc(say(line.sub))}{link}</span>' if line.sub else ""
    return f"<li><div>{esc(words_of(line))}</div>{state(line.tag)}{sub}</li>"


def _notes(slide: Slide) -> str:
    if not slide.notes:
        return ""
    words = "<br>".join(esc(say(one)) for one in slide.notes)
    return f'<div class="rp-big" style="display:block"><div class="kicker">{words}</div></div>'
