"""Findings of a rep on the Scorecard: the words, why, what instead, and what the rep and the manager say to it."""

from collections.abc import Callable, Sequence

import streamlit as st

from data import answers
from data.answers import AnswerError
from data.words import N_
from metrics.associations import OF_RULE
from metrics.comparison import Comparison
from metrics.models import FindingRow, FindingsPage
from pages.ui import filters, jobs, notes, session
from pages.ui.marks import pill
from pages.ui.markup import Mark, put
from pages.ui.page import link
from pages.ui.rule_words import title_of, words_of
from pages.ui.words import _, day, ngettext, num, say

ANSWERS = {
    "will_fix": (":material/check:", N_("I’ll fix it")),
    "agreed_campaign": (":material/campaign:", N_("Agreed campaign")),
    "wrong": (":material/undo:", N_("Wrong")),
}
"""Answer -> icon, words of the button."""
SAID = {
    "will_fix": N_("Will be fixed"),
    "agreed_campaign": N_("Agreed campaign"),
    "wrong": N_("Called wrong: a manager decides"),
}
DECIDED = {
    "accepted": N_("Called wrong, and rightly: it does not count"),
    "rejected": N_("Called wrong, but it stands"),
}
LONGEST, BEFORE = 420, 60
"""Characters of a quotation, and how many of them may stand before the first marked words."""


# --- which findings -----------------------------------------------------------------------------------------------
def place(rep_id: str) -> tuple[int, str | None]:
    """Return the page of the list and the rule it is narrowed to; another rep, rule or period begins at page 0."""
    rule = session.kept("found", "") or None
    at, page = session.recall("findings_at", ((), 0))
    return (page if at == _at(rep_id) else 0), rule


def _at(rep_id: str) -> tuple[str, ...]:
    return rep_id, session.kept("found", ""), filters.period(), ",".join(filters.networks())


def _turn(rep_id: str, page: int) -> None:
    session.remember("findings_at", (_at(rep_id), page))


def blocks(found: FindingsPage, ways: Sequence[Comparison]) -> tuple[str, ...]:
    """Return the findings of a page as HTML; a rule of the house has what own data says of it beside it."""
    rules, measured = [item.rule for item in found.items], {one.id: one for one in ways if one.told}
    here = {rule: say(measured[id_].note) for rule, id_ in OF_RULE.items() if id_ in measured}
    return tuple(
        _finding(item, item.rule not in rules[:no], here.get(item.rule, "")) for no, item in enumerate(found.items)
    )


def draw(found: FindingsPage, made: Sequence[str], rep_id: str) -> None:
    """Draw one page of findings, made by `blocks`, with their answers, and the way to the others."""
    if not found.by_rule:
        notes.note("check_circle", _("Nothing was found."), _("No rule was broken in what was imported."))
        return
    _rules(found)
    jobs.progress("refresh")
    with st.container(border=True, key="card_findings"):
        for no, (item, html) in enumerate(zip(found.items, made, strict=True)):
            with st.container(key=f"find_{no}"):
                put(html)
                _answers(no, item, rep_id)
    _pages(found, rep_id)


def _rules(found: FindingsPage) -> None:
    if len(found.by_rule) < 2:
        return
    by_count = sorted(found.by_rule, key=lambda rule: (-found.by_rule[rule], rule))
    labels = {"": _("All rules ({n})", n=num(sum(found.by_rule.values())))}
    labels |= {rule: f"{title_of(rule)} ({num(found.by_rule[rule])})" for rule in by_count}
    chosen = session.kept("found", "")
    key = session.widget("found_choice", chosen if chosen in labels else "")
    st.selectbox(
        _("Rule"),
        list(labels),
        format_func=labels.get,
        key=key,
        on_change=_took,
        label_visibility="collapsed",
        width=420,
    )


def _took() -> None:
    session.keep("found", session.value_of("found_choice") or "", "")


def _pages(found: FindingsPage, rep_id: str) -> None:
    last = max(0, (found.total - 1) // found.size)
    if not last:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="more_pages", gap="medium"):
        st.button(
            _("Earlier page"), key="page_back", disabled=found.page == 0, on_click=_turn, args=(rep_id, found.page - 1)
        )
        notes.plain(_("Page {n} of {m}", n=num(found.page + 1), m=num(last + 1)))
        st.button(
            _("Next page"), key="page_on", disabled=found.page >= last, on_click=_turn, args=(rep_id, found.page + 1)
        )


# --- one finding --------------------------------------------------------------------------------------------------
def _finding(item: FindingRow, first: bool, here: str) -> str:
    """Return a finding; why it matters, what it cost here and what to do is said with the first of a rule."""
    words = words_of(item.rule)
    measured = f" {_('Here: {measured}', measured=here)}" if here else ""
    quote, marks = _excerpt(item)
    return notes.finding(
        item.severity,
        words.title,
        since=day(item.day) if item.day else "",
        fact=_fact(item),
        quote=quote,
        marks=marks,
        why=_("Why: {reason}", reason=words.why) + measured if first and words.why else "",
        grade=words.grade if first else "",
        advice=words.advice if first else "",
        more=_more(item),
    )


def _fact(item: FindingRow) -> str:
    """Say to whom it went and what was counted; names only where the evidence may be seen."""
    to = _("To {name}.", name=item.contact) if item.contact else ""
    counted = COUNTED[item.rule](item) if item.rule in COUNTED else ""
    alike = ngettext("{n} like this one in this period.", "{n} like this one in this period.", item.alike)
    return " ".join(part for part in (to, counted, alike if item.alike > 1 else "") if part)


def _copies(item: FindingRow) -> str:
    told = {name: int(item.params.get(name) or 0) for name in ("count", "answered", "old")}
    sent = ngettext("Sent to {n} person;", "Sent to {n} people;", told["count"])
    return f"{sent} {_('{k} of {n} had answered after a week.', k=num(told['answered']), n=num(told['old']))}"


def _in_a_row(item: FindingRow) -> str:
    count = int(item.params.get("count") or 0)
    return ngettext("{n} message in a row without an answer.", "{n} messages in a row without an answer.", count)


def _hours(item: FindingRow) -> str:
    return ngettext("{n} hour after the one before.", "{n} hours after the one before.", int(item.params["hours"]))


def _waits(item: FindingRow) -> str:
    return _("It has waited since {day}.", day=day(str(item.params["since"])))


COUNTED: dict[str, Callable[[FindingRow], str]] = {
    "opener.copied": _copies,
    "invitation.copied": _copies,
    "follow-up.pressure": _in_a_row,
    "follow-up.too-soon": _hours,
    "reply.waiting": _waits,
}
"""What a finding counted, in words, by rule; only numbers and days."""


def _excerpt(item: FindingRow) -> tuple[str, list[Mark]]:
    """Return the words that were found, cut around the first marked ones when the text is long."""
    tone = "stop" if item.severity == "stop" else "watch"
    text, spans = item.evidence, item.spans
    if len(text) <= LONGEST:
        return text, [(start, end, tone) for start, end in spans]
    first = min((start for start, _end in spans), default=0)
    begin = max(0, first - BEFORE) if first > LONGEST - BEFORE else 0
    end = begin + LONGEST
    head, tail = ("…" if begin else ""), ("…" if end < len(text) else "")
    shift = len(head) - begin
    kept = [(max(start, begin) + shift, min(stop, end) + shift, tone) for start, stop in spans if stop > begin]
    return f"{head}{text[begin:end]}{tail}", kept


def _more(item: FindingRow) -> tuple[str, str] | None:
    if item.subject == "profile":
        return _("Open the profile"), link("profiles", rep=item.subject_id.partition("/")[0])
    if item.params.get("template_id") and session.may("rep", "manager"):
        return _("Open the template"), link("templates", id=str(item.params["template_id"]))
    if item.conversation_id and session.may("rep", "manager"):
        return _("Open the conversation"), link("conversations", id=item.conversation_id)
    return None


# --- what is said to it -------------------------------------------------------------------------------------------
def _answers(no: int, item: FindingRow, rep_id: str) -> None:
    own = session.viewer().rep_id == rep_id
    decides = session.may("manager") and not own and item.answer == "wrong"
    if not (item.answer or own):
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"more_{no}", gap="medium"):
        if item.answer:
            _said(item)
        if own and not item.answer:
            for name, (icon, label) in ANSWERS.items():
                _button(f"{name}_{no}", _(label), icon, "answer", item.id, name)
        elif own and not item.decided:
            _button(f"back_{no}", _("Take back"), ":material/undo:", "take_back", item.id)
        elif decides:
            _button(f"right_{no}", _("It is wrong: don’t count it"), ":material/check:", "decide", item.id, True)
            _button(f"stands_{no}", _("It stands"), ":material/gavel:", "decide", item.id, False)


def _said(item: FindingRow) -> None:
    words = DECIDED[item.decided] if item.decided else SAID[item.answer]
    put(pill("blue" if item.answer == "will_fix" else "none", "forum", _(words)))


def _button(key: str, label: str, icon: str, what: str, *args: object) -> None:
    st.button(label, key=key, type="tertiary", icon=icon, on_click=_do, args=(what, *args))


def _do(what: str, finding_id: str, *args: object) -> None:
    """Record an answer or a decision; what counts is judged anew where it changes."""
    known = session.read(answers.of, finding_id)
    try:
        session.change(getattr(answers, what), session.viewer(), finding_id, *args)
    except AnswerError as error:
        session.say_after(_(str(error)))
        return
    said = {known.answer} if known else set()
    if said.union(args) & {"wrong", "agreed_campaign"} and not jobs.going_on("refresh"):
        jobs.start("refresh")
