"""What people say that channels cost and money was worth; their word stands in the place of what files tell."""

import json
import re
import sqlite3
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from data import crm_words, derive, pending, workspace
from data.money import major, minor
from data.store import bump, now
from data.words import N_

_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
_CODE = re.compile(r"[A-Z]{3}")
MOST = Decimal(10**12)
"""More than this is a slip of the keyboard."""


class OwnSalesError(ValueError):
    """A cost or rate that can't be taken. `words` say why and what to do, for translation; `detail` fills them."""

    def __init__(self, words: str, **detail: str) -> None:
        self.words, self.detail = words, detail
        super().__init__(words.format(**detail))


class MonthCost(NamedTuple):
    """What a channel cost in a month, in minor units of the workspace's currency.

    `amount` is what counts, None where a rate is missing; `own` whether people said it.
    """

    channel: str
    month: str
    amount: int | None
    own: bool


class Rate(NamedTuple):
    """What one unit of a currency was worth in `base` on a day; `own` whether people said it."""

    currency: str
    base: str
    day: str
    rate: str
    own: bool


class Missing(NamedTuple):
    """A currency without rates: how many deals, payments and costs no sum counts, the deals' amount, since when."""

    currency: str
    deals: int
    amount: int
    payments: int
    costs: int
    since: str | None


def put_cost(conn: sqlite3.Connection, who: str, channel: str, month: str, amount: str) -> None:
    """Say what a channel cost in a month ("2026-10"), in the workspace's currency; amount as people write it.

    Raises:
        OwnSalesError: no such channel, no month, or no amount of money.
    """
    if channel not in crm_words.CHANNELS:
        raise OwnSalesError(N_("There is no channel {channel}; reload the page."), channel=channel or "–")
    if not _MONTH.fullmatch(month.strip()):
        raise OwnSalesError(N_("{month} is no month; write it as 2026-03."), month=month.strip() or "–")
    currency = workspace.load(conn).currency
    units = minor(
        _number(amount, N_("{value} is no amount; write a number such as 1200 or 1200.50."), zero=True), currency
    )
    old = conn.execute(
        "SELECT amount FROM own_cost WHERE channel = ? AND month = ?", (channel, month.strip())
    ).fetchone()
    row = (channel, month.strip(), units, currency, now(), who)
    conn.execute("INSERT OR REPLACE INTO own_cost VALUES (?,?,?,?,?,?)", row)
    _done(
        conn,
        who,
        "own_cost",
        f"{channel} {month.strip()}",
        old and str(major(old[0], currency)),
        str(major(units, currency)),
    )


def forget_cost(conn: sqlite3.Connection, who: str, channel: str, month: str) -> None:
    """Take back what people said of a channel's month: what files tell stands again."""
    sql = "DELETE FROM own_cost WHERE channel = ? AND month = ? RETURNING amount, currency"
    old = conn.execute(sql, (channel, month)).fetchone()
    if old:
        _done(conn, who, "own_cost", f"{channel} {month}", str(major(*old)), None)


def put_rate(conn: sqlite3.Connection, who: str, currency: str, day: str, rate: str) -> None:
    """Say what one unit of a currency was worth in the workspace's on a day.

    Raises:
        OwnSalesError: no currency (three letters), no day, or no rate above 0.
    """
    code, on, base = currency.strip().upper(), day.strip(), workspace.load(conn).currency
    if not _CODE.fullmatch(code) or code == base:
        raise OwnSalesError(N_("Write another currency than {base} as three letters, like USD."), base=base)
    try:
        date.fromisoformat(on)
    except ValueError:
        raise OwnSalesError(N_("{day} is no day; write it as 2026-03-05."), day=on or "–") from None
    worth = format(_number(rate, N_("{value} is no rate; write a number above 0, such as 0.92.")).normalize(), "f")
    known = "SELECT rate FROM own_rate WHERE currency = ? AND base = ? AND day = ?"
    old = conn.execute(known, (code, base, on)).fetchone()
    conn.execute("INSERT OR REPLACE INTO own_rate VALUES (?,?,?,?,?,?)", (code, base, on, worth, now(), who))
    _done(conn, who, "own_rate", f"{code} {on}", old and old[0], worth)


def forget_rate(conn: sqlite3.Connection, who: str, currency: str, base: str, day: str) -> None:
    """Take back what people said of a currency on a day: what files tell stands again."""
    sql = "DELETE FROM own_rate WHERE currency = ? AND base = ? AND day = ? RETURNING rate"
    old = conn.execute(sql, (currency, base, day)).fetchone()
    if old:
        _done(conn, who, "own_rate", f"{currency} {day}", old[0], None)


def _number(text: str, words: str, *, zero: bool = False) -> Decimal:
    """Return a number as people write it: with a comma or a point, and spaces between thousands."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise OwnSalesError(words, value=text.strip() or "–") from None
    if not value.is_finite() or value > MOST or value < 0 or (not value and not zero):
        raise OwnSalesError(words, value=text.strip() or "–")
    return value


def _done(conn: sqlite3.Connection, who: str, key: str, of: str, old: str | None, new: str | None) -> None:
    """Put a change on record and let the next refresh count anew."""
    told = [json.dumps({"of": of, "value": one}, ensure_ascii=False) for one in (old, new)]
    conn.execute("INSERT INTO setting_change (at, who, key, old, new) VALUES (?,?,?,?,?)", (now(), who, key, *told))
    pending.mark_crm(conn)
    bump(conn)


def costs(conn: sqlite3.Connection) -> list[MonthCost]:
    """Return what channels cost by month as it is counted, the newest month first."""
    rows = derive.rows(conn, "own_costs_counted")
    return [MonthCost(row["channel"], row["month"], row["amount"], bool(row["own"])) for row in rows]


def rates(conn: sqlite3.Connection) -> list[Rate]:
    """Return all rates, people's own first, then by day, the newest first."""
    found = [
        Rate(row["currency"], row["base"], row["day"], row["rate"], bool(row["at"]))
        for row in derive.rows(conn, "crm_rates")
    ]
    return sorted(found, key=lambda rate: (rate.own, rate.day, rate.currency), reverse=True)


def missing(conn: sqlite3.Connection) -> list[Missing]:
    """Return the currencies whose amounts no sum counts, for want of a rate of that day or before."""
    return [Missing(*row) for row in derive.rows(conn, "crm_rates_missing")]
