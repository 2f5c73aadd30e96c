"""Times of an archive: ISO with Z in messages, "Mon Feb 10 05:00:00 +0000 2025" in tweets; no locale is asked."""

import re
from datetime import UTC, datetime, timedelta, timezone

from connectors.moments import NEVER, Moment, moment

_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: no for no, name in enumerate(_NAMES, 1)}
_TWEET = re.compile(r"\w{3} (\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d) (\d{4})")


def of_iso(text: object, time_zone: str) -> Moment:
    """Read "2025-03-03T07:05:11.000Z", also "2018-02-10 05:00:00 +0000"."""
    if not isinstance(text, str) or len(text) > 40:
        return NEVER
    try:
        when = datetime.fromisoformat(text.strip().replace(" +", "+"))
    except ValueError:
        return NEVER
    return moment(when if when.tzinfo else when.replace(tzinfo=UTC), "exact", time_zone)


def of_tweet(text: object, time_zone: str) -> Moment:
    """Read the time of a tweet, of any era."""
    found = _TWEET.fullmatch(text.strip()) if isinstance(text, str) else None
    if not found:
        return of_iso(text, time_zone)
    month, day, hour, minute, second, sign, hours, minutes, year = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (1 if sign == "+" else -1)
    try:
        zone = timezone(offset)
        when = datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=zone)
    except (ValueError, KeyError):
        return NEVER
    return moment(when, "exact", time_zone)
