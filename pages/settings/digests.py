"""Digests: who gets which message when, by which channel; and what became of the newest."""

from datetime import UTC, datetime

import streamlit as st

from connectors import notify
from connectors.notify.round import stop_address
from data import deliveries, digests, people
from data.deliveries import Delivery
from data.digests import Digest, DigestError
from data.words import N_
from metrics.digests import write
from pages.locale import LANGUAGES
from pages.ui import jobs, notes, session
from pages.ui.marks import pill
from pages.ui.markup import esc
from pages.ui.page import heading
from pages.ui.tables import Cell, Column, Row, table
from pages.ui.words import WEEKDAYS, _, day, moment

LANGUAGE_NAMES = {"en": "English", "ru": "Русский"}
STATES = {
    "sent": ("good", "check_circle", N_("sent")),
    "sending": ("none", "hourglass_empty", N_("being sent")),
    "unclear": ("watch", "help", N_("unclear: it may have arrived")),
    "failed": ("watch", "refresh", N_("failed, tried again")),
    "given_up": ("stop", "error", N_("given up")),
    "nothing": ("none", "info", N_("nothing to say")),
}


def draw() -> None:
    """Draw the schedule, a form for one more, and the newest deliveries."""
    team = session.team()
    hours = {"zone": team.time_zone, "since": f"{team.work_from}:00", "until": f"{team.work_until}:00"}
    sub = _("By mail or chat, from {since} to {until} ({zone}); at other hours nothing goes out.", **hours)
    heading(_("Digests"), f"{sub} {_('Texts of other people never do.')}")
    known = session.load(digests.digests)
    past = session.load(deliveries.deliveries)
    for one in known:
        _one(one, past)
    jobs.progress("digest")
    channels = notify.channels()
    if channels:
        _form(channels)
    _how(channels)
    _deliveries({one.id: one for one in known}, past)


def in_words(one: Digest) -> str:
    """Say who gets a digest when."""
    names = {rep.id: rep.name for rep in session.load(people.reps)}
    who = names.get(one.rep_id, one.rep_id) if one.rep_id else _("the leader’s week")
    weekday = _("every working day") if one.weekday is None else _(WEEKDAYS[one.weekday])
    when = _("{day} at {hour}:00", day=weekday, hour=one.hour)
    parts = (who, when, one.channel, one.address, LANGUAGE_NAMES[one.lang], _("with names") if one.names else "")
    return " · ".join(part for part in parts if part)


def _one(one: Digest, past: tuple[Delivery, ...]) -> None:
    today = datetime.now(session.team().zone).date().isoformat()
    sent = any((each.digest_id, each.period, each.state) == (one.id, today, "sent") for each in past)
    with st.container(horizontal=True, vertical_alignment="center", key=f"digest_{one.id}"):
        notes.plain(in_words(one), _("ended by its reader") if one.stopped_at else _("sent today") if sent else "")
        if st.button(_("Show it"), key=f"digest_show_{one.id}", type="tertiary"):
            _show(one)
        if not one.stopped_at and not sent:
            st.button(_("Send now"), key=f"digest_now_{one.id}", type="tertiary", on_click=_send, args=(one.id,))
        st.button(_("Remove"), key=f"digest_gone_{one.id}", type="tertiary", on_click=_remove, args=(one.id,))


def _show(one: Digest) -> None:
    """Show a digest as its reader would get it now; an admin sees no names of contacts here either."""
    shown = digests.without_names(one)

    @st.dialog(_("As it would go out now"), width="medium")
    def open_it() -> None:
        told = session.read(write, shown, notify.base(), stop_address(one))
        if told is None:
            notes.plain(_("nothing to say"))
            return
        title, text, _html = told
        notes.plain(title)
        st.text(text)

    open_it()


def _send(digest_id: str) -> None:
    jobs.start("digest", {"digest_id": digest_id})


def _remove(digest_id: str) -> None:
    session.change(digests.remove, digest_id)


def _how(channels: tuple[str, ...]) -> None:
    what = _("Channels: {names}", names=", ".join(channels)) if channels else _("No channel is set up yet.")
    how = _(
        "Set RAPPORT_NOTIFY_MAIL to mailtos://user:password@smtp.example.com?from=rapport@example.com, or "
        "RAPPORT_NOTIFY_TEAM to the address of a Telegram, Slack or other chat, in the environment or in "
        ".streamlit/secrets.toml. Addresses are written as apprise has them: github.com/caronc/apprise/wiki. "
        "RAPPORT_URL is the address of this dashboard, for links. What is due is sent by “manage.py digest --due” "
        "from cron, or by this server when RAPPORT_DIGESTS=1 is set."
    )
    notes.note("outgoing_mail", what, how)


def _form(channels: tuple[str, ...]) -> None:
    team = session.team()
    names = {"": _("the leader’s week"), **{rep.id: rep.name for rep in session.load(people.reps) if rep.active}}
    weekdays = {"": _("every working day"), **{str(no): _(name) for no, name in enumerate(WEEKDAYS)}}
    first, last = team.work_from, team.work_until - 1
    with st.form("digest", border=False, clear_on_submit=True):
        one, two, three = st.columns([3, 2, 3])
        one.selectbox(_("For whom"), list(names), format_func=names.get, key="digest_rep")
        two.selectbox(_("Channel"), channels, key="digest_channel")
        three.text_input(_("E-mail address, for mail"), key="digest_address", max_chars=200)
        four, five, six = st.columns([3, 2, 3])
        four.selectbox(_("Day"), list(weekdays), index=1, format_func=weekdays.get, key="digest_weekday")
        five.number_input(_("Hour"), first, last, min(max(9, first), last), key="digest_hour")
        at = LANGUAGES.index(team.language) if team.language in LANGUAGES else 0
        six.selectbox(_("Language"), LANGUAGES, index=at, format_func=LANGUAGE_NAMES.get, key="digest_lang")
        st.checkbox(
            _("Name whom to answer: these names leave this machine (a rep’s own digest only)"), key="digest_names"
        )
        st.form_submit_button(_("Add"), type="primary", on_click=_add)


def _add() -> None:
    names = ("rep", "channel", "weekday", "hour", "address", "lang", "names")
    said = {name: session.value_of(f"digest_{name}") for name in names}
    try:
        session.change(
            digests.add,
            session.viewer().email,
            session.team(),
            channel=said["channel"],
            rep_id=said["rep"] or "",
            address=(said["address"] or "").strip(),
            weekday=int(said["weekday"]) if said["weekday"] else None,
            hour=int(said["hour"]),
            lang=said["lang"],
            names=bool(said["names"]),
        )
    except DigestError as error:
        session.say_after(_(str(error)))


def _deliveries(known: dict[str, Digest], past: tuple[Delivery, ...]) -> None:
    rows = [_row(one, known[one.digest_id]) for one in past if one.digest_id in known]
    if rows:
        heading(_("What became of them"))
        table([Column(_("Day")), Column(_("For whom")), Column(_("State")), Column(_("Why"))], rows)


def _row(one: Delivery, digest: Digest) -> Row:
    tone, symbol, word = STATES[deliveries.state_at(one, datetime.now(UTC))]
    again = _("again {moment}", moment=moment(one.next_at)) if one.next_at else ""
    why = " · ".join(part for part in (_reason(one.error, digest.channel), again) if part)
    return Row([day(one.period), in_words(digest), Cell(pill(tone, symbol, _(word))), Cell(esc(why))])


def _reason(error: str, channel: str) -> str:
    if not error:
        return ""
    words, places = notify.reason(error)
    return _(words, **places, name=notify.PREFIX + channel)
