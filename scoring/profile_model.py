"""A rep's profile as of one day, as the checks see it. None means "not told by the exports", never "empty"."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from scoring.folding import fold


@dataclass(frozen=True)
class Position:
    """A job on the profile. `current`: it has no end."""

    company: str = ""
    title: str = ""
    description: str = ""
    current: bool = True


@dataclass(frozen=True)
class Recommendation:
    """A recommendation received; `day` is "" when not told."""

    day: str = ""
    visible: bool = True


@dataclass(frozen=True)
class Post:
    """A public text of the rep."""

    day: str
    text: str


@dataclass(frozen=True)
class Acts:
    """Public acts as told by the newest export that tells them: made on `told_on`, newest act on `last` ("" = none)."""

    told_on: str
    last: str = ""


@dataclass(frozen=True)
class Profile:
    """What a visitor of the profile could see on `taken_on`; `slug` is the last part of the profile's address."""

    rep_id: str = ""
    network: str = "linkedin"
    taken_on: str = ""
    name: str = ""
    headline: str | None = None
    summary: str | None = None
    industry: str = ""
    location: str = ""
    websites: tuple[str, ...] | None = None
    positions: tuple[Position, ...] | None = None
    skills: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] | None = None
    slug: str | None = None
    url: str = ""
    acts: Acts | None = None
    posts: tuple[Post, ...] = ()

    @property
    def current(self) -> tuple[Position, ...]:
        """Positions held now; also () when positions were not told."""
        return tuple(position for position in self.positions or () if position.current)

    @property
    def lang(self) -> str:
        """Language the profile is written in: "ru" when most of its letters are Cyrillic, else "en"."""
        letters = [sign for sign in f"{self.headline or ''} {(self.summary or '')[:500]}" if sign.isalpha()]
        cyrillic = sum("\u0400" <= sign <= "\u04ff" for sign in letters)
        return "ru" if cyrillic * 2 > len(letters) else "en"


@dataclass(frozen=True)
class Team:
    """What the profiles of a team have in common, and the thresholds of `weights.toml` by name.

    `companies`: names of the company as the team writes it, most used first; () when too few agree. `link`: the
    website that most of the team name, "" when there is none.
    """

    companies: tuple[str, ...] = ()
    link: str = ""
    limits: Mapping[str, float] = field(default_factory=dict)


def months_between(earlier: str, later: str) -> float | None:
    """Return how many months of 30.4 days lie between two days; None when either is not a day."""
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days / 30.4
    except ValueError:
        return None


def sample(part: str, text: str) -> Profile:
    """Return an otherwise sound profile with one part set from an example's text.

    headline, summary, title, company, slug: the text itself. skills, websites: a list with commas; recommendations,
    acts: days with commas. "-" is an empty part.
    """
    text = "" if text == "-" else text
    items = tuple(item.strip() for item in text.split(",") if item.strip())
    days = {
        "recommendations": tuple(Recommendation(day) for day in items),
        "acts": Acts("2026-03-01", max(items, default="")),
    }
    values: dict[str, Any] = {"skills": items, "websites": items, **days}
    if part in ("title", "company"):
        held = replace(SOUND.current[0], **{part: text}) if text else replace(SOUND.current[0], current=False)
        return replace(SOUND, positions=(held,))
    if part in ("summary",):
        return replace(SOUND, summary=text, websites=())
    return replace(SOUND, **{part: values.get(part, text)})


def plain_company(name: str) -> str:
    """Return a company's name without its legal form and signs, for comparison."""
    letters = "".join(sign if sign.isalnum() else " " for sign in fold(name).text)
    return " ".join(word for word in letters.split() if word not in LEGAL_FORMS)


_FORMS = """
gmbh ag kg se ug ltd limited llc llp plc inc corp corporation co sa sas sarl srl spa bv nv oy ab as aps pty
ооо оао зао пао ао ип тоо нао
"""
LEGAL_FORMS = frozenset(_FORMS.split())
SOUND = Profile(
    taken_on="2026-03-01",
    name="Anna Example",
    headline="Fewer stopped lines for food plants | Packaging, Brellon",
    summary=(
        "If your line stands still for want of cartons, your customers wait. I help food plants plan packaging week by "
        "week, so that the last pallet is never the missing one. Write to me about your next change of format."
    ),
    websites=("https://brellon.example",),
    positions=(Position("Brellon", "Account Manager"),),
    skills=("Packaging", "Negotiation", "Logistics", "Sales", "German"),
    recommendations=(Recommendation("2025-12-01"), Recommendation("2025-06-01")),
    slug="anna-example",
    acts=Acts("2026-03-01", "2026-02-20"),
)
"""A profile that examples are put into."""
