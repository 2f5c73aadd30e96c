"""The people of the demo: the reps of the team and everybody they meet."""

from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from data.demo.grammar import toml

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_FLEETS = ("12", "18", "25", "27", "35", "40", "46", "58", "60", "75", "90", "110", "140", "180")
_DEPOTS = ("5", "6", "7", "8", "9", "11", "12")
STORIES = ("anna", "ben", "dmitry", "elena", "farid", "grace", "igor", "laura")


@dataclass(frozen=True, slots=True)
class Rep:
    """One member of the demo team. `facts` is the rep's part of reps.toml."""

    story: str
    name: str
    slug: str
    member_id: int
    facts: dict[str, Any] = field(repr=False)

    @property
    def url(self) -> str:
        """The address of the rep's own profile."""
        return f"https://www.linkedin.com/in/{self.slug}"

    def slots(self, lang: str) -> dict[str, str]:
        """What texts in that language may say about the rep."""
        woman = self.facts["gender"] == "f"
        name = self.facts["russian"] if lang == "ru" else self.name
        first = name.split()[0]
        return {
            "rep": first, "repname": name, "slugrep": self.name.split()[0].lower(),
            "sign": self.facts["sign"] if lang == "en" else first,
            "a": "а" if woman else "", "sya": "ась" if woman else "ся",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the reps write to, as a profile shows the person; `slots` is what texts may say."""

    lang: str
    first: str
    last: str
    url: str
    company: str
    position: str
    slots: dict[str, str]

    @property
    def name(self) -> str:
        """The display name."""
        return f"{self.first} {self.last}".strip()


HIDDEN = "LinkedIn Member"


def team(reps: int) -> list[Rep]:
    """Return the reps: the eight of the stories first, then the same stories under other names."""
    found = []
    for no in range(reps):
        story = STORIES[no % len(STORIES)]
        facts = toml("reps")[story]
        name = facts["name"] if no < len(STORIES) else _another(facts["gender"], no - len(STORIES))
        if no >= len(STORIES):
            facts = {**facts, "sign": name.split()[0], "russian": name}
        slug = f"{name.lower().replace(' ', '-')}-{0x3A0 + 37 * no:x}"
        found.append(Rep(story, name, slug, 41_000_017 + 7919 * no, facts))
    return found


def _another(gender: str, no: int) -> str:
    names = toml("names")["team"]
    firsts = names["first_f" if gender == "f" else "first_m"]
    name = f"{firsts[no % len(firsts)]} {names['last'][(no * 7 + no // len(firsts)) % len(names['last'])]}"
    rounds = no // (len(firsts) * len(names["last"]))
    return name + "-Roth" * rounds


def latin(text: str) -> str:
    """Return the text in Latin letters, lower case, as profile addresses have it."""
    return "".join(_LATIN.get(ch, ch) for ch in text.lower())


class Crowd:
    """Makes up people, one after the other."""

    def __init__(self, rng: Random) -> None:
        """Take all chances from `rng`."""
        self._rng = rng
        self._names = toml("names")

    def person(self, lang: str, rep: Rep, themes: list[str]) -> Person:
        """Return a new person who writes `lang`, with the slots of talks between the person and the rep."""
        names, rng = self._names[lang], self._rng
        rnd = rng.random
        pick = lambda values: values[int(rnd() * len(values))]  # noqa: E731
        woman = rnd() < 0.42
        first, last = self._name(lang, woman)
        town = int(rnd() * len(names["city"]))
        company = self._company(lang)
        slots = {
            **rep.slots(lang), "first": first, "last": last, "company": company, "position": pick(names["position"]),
            "city": names["city"][town], "incity": names.get("incity", names["city"])[town],
            "industry": pick(names["industry"]), "fleet": pick(_FLEETS), "depots": pick(_DEPOTS),
            "mutual": " ".join(self._name(lang, rnd() < 0.5)), "theme": pick(themes),
            "day": pick(names["day"]), "hour": pick(names["hour"]), "month": pick(names["month"]),
            "pa": "а" if woman else "", "wrongname": pick(names["male" if woman else "female"]),
        }  # fmt: skip
        slug = self._slug(first, last)
        if rnd() < 0.06:
            last += pick(names["suffix"])
        return Person(lang, first, last, f"https://www.linkedin.com/in/{slug}", company, slots["position"], slots)

    def _name(self, lang: str, woman: bool) -> tuple[str, str]:
        names, rnd = self._names[lang], self._rng.random
        firsts, lasts = names["female" if woman else "male"], names["last"]
        last = lasts[int(rnd() * len(lasts))]
        return firsts[int(rnd() * len(firsts))], last + ("а" if woman and lang == "ru" else "")

    def _company(self, lang: str) -> str:
        names, rnd = self._names[lang], self._rng.random
        a, b, c, form = (names[key] for key in ("company_a", "company_b", "company_c", "form"))
        space = " " if lang == "en" else ""
        parts = [values[int(rnd() * len(values))] for values in (a, b, c, form)]
        return f"{parts[0]}{parts[1]}{space}{parts[2]}{parts[3]}"

    def _slug(self, first: str, last: str) -> str:
        tail = f"{self._rng.getrandbits(36):09x}"
        plain = f"{first}-{last}".lower().replace(" ", "-").replace("'", "")
        if self._rng.random() < 0.15:
            return f"{quote(plain)}-{tail}"
        return f"{latin(plain)}-{tail}"
