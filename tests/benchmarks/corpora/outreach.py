"""Labelled outreach in English and Russian, the same for the same count, seed and level.

A template is a frozen derivation of the grammar (`outreach.toml`) that texts for one person are drawn from anew: each
part of it is fixed, one of a few alternatives, or a slot. So texts for one person share greetings, closing lines, turns
of phrase and the rep's signature with templates and with each other.
"""

import random
import re
import tomllib
from multiprocessing import Pool
from pathlib import Path
from typing import Any

LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
PERSONAL = {"name", "company", "title", "city", "event", "industry", "src", "num"}
TURNS = {"adj", "op", "link", "verb", "time", "ving", "past", "slot_t", "team", "greet", "pleas", "close", "ask"}
LEVELS = {
    "std": {"slot": 0.45, "np": 0.06, "spin": 0.12, "sibling": 0.15, "heavy": 0.0},
    "hard": {"slot": 0.65, "np": 0.16, "spin": 0.22, "sibling": 0.35, "heavy": 0.35},
}
SLOT = re.compile(r"\{(\w+)\}")
LETTERS = {"en": "abcdefghijklmnopqrstuvwxyz", "ru": "абвгдежзийклмнопрстуфхцчшщыьэюя"}
LONGEST = 1_500
Dice = random.Random
Part = str | tuple[str, Any]
Row = dict[str, Any]


def _parsed(lang: str) -> dict[str, list[list[Part]]]:
    grammar: dict[str, list[list[Part]]] = {}
    for kind, alternatives in LISTS[lang].items():
        split = [SLOT.split(text) for text in alternatives]
        grammar[kind] = [[(p,) if no % 2 else p for no, p in enumerate(parts) if p or no % 2] for parts in split]
    grammar["link"] += [[""]] * 5
    return grammar


GRAMMAR = {lang: _parsed(lang) for lang in ("en", "ru")}


def company(dice: Dice, lang: str) -> str:
    """Return the name of a made-up firm."""
    firms = LISTS["firms"]
    if lang == "ru" and dice.random() < 0.6:
        quoted = dice.random() < 0.6
        name = dice.choice(firms["ru"]) + dice.choice(firms["ru_suffixes"])
        return f"«{name}»" if quoted else name
    name = "".join(dice.choice(firms["syllables"]) for _ in range(dice.choice((2, 2, 3))))
    return name.capitalize() + dice.choice(firms["suffixes"])


def drawn(dice: Dice, lang: str, kind: str) -> str:
    """Return a text of a kind, drawn anew in all its parts."""
    if kind == "company":
        return company(dice, lang)
    base = kind.removesuffix("_c")
    parts = dice.choice(GRAMMAR[lang][base])
    text = "".join(part if isinstance(part, str) else drawn(dice, lang, part[0]) for part in parts)
    return text[:1].upper() + text[1:] if kind != base else text


def frozen(dice: Dice, lang: str, kind: str, level: Row, top: bool = True) -> list[Part]:
    """Return parts of a template: a fixed text, ("spin", alternatives) or ("slot", kind)."""
    base = kind.removesuffix("_c")
    loose = None if top else _loose(dice, lang, kind, base, level)
    if loose is not None:
        return [loose]
    if base == "company":
        return [company(dice, lang)]
    found: list[Part] = []
    for part in dice.choice(GRAMMAR[lang][base]):
        found += [part] if isinstance(part, str) else frozen(dice, lang, part[0], level, top=False)
    if kind != base and found and isinstance(found[0], str):
        found[0] = found[0][:1].upper() + found[0][1:]
    return found


def _loose(dice: Dice, lang: str, kind: str, base: str, level: Row) -> Part | None:
    if base in PERSONAL and (base in ("name", "company") or dice.random() < level["slot"]):
        return ("slot", kind)
    if base in TURNS and dice.random() < level["spin"]:
        alternatives = [drawn(dice, lang, kind) for _ in range(dice.choice((2, 3, 4)))]
        return ("spin", list(dict.fromkeys(alternatives)))
    return ("slot", kind) if base == "np" and dice.random() < level["np"] else None


def template(dice: Dice, lang: str, level: Row, like: Row | None = None) -> Row:
    """Return a template; `like` another one it keeps 30 to 50 % of its sentences."""
    body = [frozen(dice, lang, "F", level) for _ in range(dice.choices((1, 2, 3, 4, 5, 6, 8, 10), (12, 14, 18, 18, 14, 12, 8, 4))[0])]  # fmt: skip  # noqa: E501
    if like is not None and len(like["body"]) >= 3:
        old = like["body"]
        kept = dice.sample(range(len(old)), max(1, int(len(old) * dice.uniform(0.3, 0.5))))
        body = [old[no] for no in sorted(kept)]
        body += [frozen(dice, lang, "F", level) for _ in range(len(old) - len(body))]
        dice.shuffle(body)
    if len(body) == 1 or dice.random() < 0.75:
        body.append(frozen(dice, lang, "Q", level))
    heavy = level["heavy"] > 0 and dice.random() < level["heavy"]
    long = len(body)
    return {
        "lang": lang, "body": body, "greet": dice.choice(("fixed", "free", "free", "none")),
        "greeting": dice.choice(GRAMMAR[lang]["greet"]), "gap": dice.choice((" ", "\n", "\n\n")),
        "pleasantry": dice.choice(GRAMMAR[lang]["pleas"]) if dice.random() < 0.5 else None,
        "close": dice.choice(GRAMMAR[lang]["close"]) if dice.random() < 0.6 else None, "closes": dice.random() < 0.3,
        "custom": 0.95 if heavy else dice.choice((0, 0, 0, 0.3, 0.9)),
        "customs": dice.choice((1, 2, 3)) if heavy else 1,
        "drop": dice.choice((0, 0.05, 0.12)), "swap": dice.choice((0, 0, 0.1)),
        "other": (dice.randrange(long), frozen(dice, lang, "F", level)) if long >= 3 and dice.random() < 0.2 else None,
        "later": (dice.randrange(long), frozen(dice, lang, "F", level)) if long >= 4 and dice.random() < 0.12 else None,
    }  # fmt: skip


Pieces = list[tuple[str, bool]]


def put(dice: Dice, parts: list[Part], lang: str, name: str, pieces: Pieces) -> None:
    """Add parts with slots and alternatives filled: (text, whether it is personal)."""
    for part in parts:
        if isinstance(part, str):
            pieces.append((part, False))
        elif part[0] == "spin":
            pieces.append((dice.choice(part[1]), False))
        else:
            kind = part[1] if part[0] == "slot" else part[0]
            known = kind == "name" and (part[0] == "name" or dice.random() < 0.2)
            pieces.append((name if known else drawn(dice, lang, kind), True))


def copied(dice: Dice, made_from: Row, rep: Row, late: bool) -> Pieces:
    """Return a message made from a template."""
    lang, gap, pieces = made_from["lang"], made_from["gap"], []
    name = dice.choice(LISTS[lang]["name"])
    if made_from["greet"] != "none":
        fixed = made_from["greet"] == "fixed"
        put(dice, made_from["greeting"] if fixed else dice.choice(GRAMMAR[lang]["greet"]), lang, name, pieces)
        pieces.append((gap, False))
    if dice.random() < made_from["custom"]:
        for kind in ["custom"] + ["F"] * (made_from["customs"] - 1):
            pieces += [(drawn(dice, lang, kind), True), (gap, False)]
    if made_from["pleasantry"]:
        put(dice, made_from["pleasantry"], lang, name, pieces)
        pieces.append((" ", False))
    for sentence in _edited(dice, made_from, late):
        put(dice, sentence, lang, name, pieces)
        pieces.append((" " if gap == "\n" else gap, False))
    if made_from["close"]:
        closing = dice.choice(GRAMMAR[lang]["close"]) if made_from["closes"] else made_from["close"]
        put(dice, closing, lang, name, pieces)
    if dice.random() < 0.03:
        pieces.append((" " + drawn(dice, lang, "ps"), True))
    return pieces


def _edited(dice: Dice, made_from: Row, late: bool) -> list[list[Part]]:
    body = list(made_from["body"])
    if made_from["later"] and late:
        body[made_from["later"][0]] = made_from["later"][1]
    if made_from["other"] and dice.random() < 0.5:
        body[made_from["other"][0]] = made_from["other"][1]
    if len(body) >= 3 and dice.random() < made_from["drop"]:
        body.pop(dice.randrange(len(body)))
    if len(body) >= 3 and dice.random() < made_from["swap"]:
        place = dice.randrange(len(body) - 1)
        body[place], body[place + 1] = body[place + 1], body[place]
    return body


def written(dice: Dice, lang: str) -> Pieces:
    """Return a message for one person, drawn anew in all its parts."""
    gap, pieces = dice.choice((" ", "\n", "\n\n")), []
    name = dice.choice(LISTS[lang]["name"])
    for kind, chance in (("greet", 0.85), ("pleas", 0.5)):
        if dice.random() < chance:
            put(dice, dice.choice(GRAMMAR[lang][kind]), lang, name, pieces)
            pieces.append((gap if kind == "greet" else " ", False))
    count = dice.choices((1, 2, 3, 4, 5, 7, 9), (18, 22, 20, 16, 12, 8, 4))[0]
    kinds = ["custom"] * (dice.random() < 0.25) + ["F"] * count + ["Q"] * (dice.random() < 0.5)
    pieces += [(drawn(dice, lang, kind) + " ", True) for kind in kinds]
    if dice.random() < 0.6:
        put(dice, dice.choice(GRAMMAR[lang]["close"]), lang, name, pieces)
    return pieces


def typo(dice: Dice, text: str, lang: str) -> str:
    """Return a text with a letter lost, swapped, doubled or mistaken."""
    if len(text) < 4:
        return text
    at = dice.randrange(1, len(text) - 1)
    middle = dice.choice(("", text[at + 1] + text[at], text[at] * 2, dice.choice(LETTERS[lang])))
    return text[:at] + middle + text[at + (2 if len(middle) == 2 and middle[0] != middle[1] else 1) :]


def finished(dice: Dice, pieces: Pieces, lang: str) -> tuple[str, float]:
    """Return a message's text as it was typed and the part of it that is personal."""
    if dice.random() < 0.15:
        for _ in range(dice.choice((1, 1, 2, 3))):
            no = dice.randrange(len(pieces))
            pieces[no] = (typo(dice, pieces[no][0], lang), pieces[no][1])
    text = "".join(piece for piece, _ in pieces)
    personal = sum(len(piece) for piece, mine in pieces if mine) / max(1, len(text))
    luck = dice.random()
    if luck < 0.10:
        text = text.replace("'", "’").replace(" - ", " — ").replace("ё", "е")
    elif luck < 0.15:
        text = text.replace(" ", "\u00a0", 1) if luck < 0.13 else text.lower()
    elif luck < 0.19:
        text += dice.choice((" 🙂", " 👍", " 🚀", " :)"))
    return text[:LONGEST], personal


def world(count: int, seed: int, level: Row) -> tuple[list[Row], list[Row]]:
    """Return the reps and all templates; 8 reps, 40 from 20,001 messages on, 200 from 200,001 on."""
    dice = Dice(f"{seed}/{count}")
    number = 8 if count <= 20_000 else 40 if count <= 200_000 else 200
    templates = [template(dice, lang, level) for lang in ("en", "ru") for _ in range(max(4, number // 4))]
    shared = list(range(len(templates)))
    reps = []
    for _ in range(number):
        langs = dice.choices((("en",), ("ru",), ("en", "ru")), (50, 35, 15))[0]
        own: list[int] = []
        for _ in range(dice.randint(10, 22)):
            like = templates[dice.choice(own)] if own and dice.random() < level["sibling"] else None
            templates.append(template(dice, like["lang"] if like else dice.choice(langs), level, like))
            own.append(len(templates) - 1)
        own += [no for no in dice.sample(shared, 2) if templates[no]["lang"] in langs]
        reps.append({
            "langs": langs, "templates": own,
            "weights": [1 / (no + 1) ** dice.uniform(0.7, 1.2) for no in range(len(own))],
            "signature": {lang: signature(dice, lang) for lang in langs}, "signs": dice.choice((0, 0.3, 0.6, 1.0)),
            "mix": dice.choices(((0.55, 0.30), (0.8, 0.1), (0.15, 0.65)), (60, 25, 15))[0],
        })  # fmt: skip
    return reps, templates


def signature(dice: Dice, lang: str) -> str:
    """Return what a rep ends messages with."""
    lists = LISTS[lang]
    role = f"{dice.choice(lists['sigrole'])}, {company(dice, lang)}"
    phone = f"+{dice.randrange(1, 99)} {dice.randrange(100, 999)} {dice.randrange(1000, 9999)}"
    return f"\n{dice.choice(lists['name'])} {dice.choice(lists['last'])}\n{role}\n{phone}"


def chunk(task: tuple[int, int, str, int, int]) -> list[Row]:
    """Return the messages of a range."""
    count, seed, name, low, high = task
    reps, templates = world(count, seed, LEVELS[name])
    rows = []
    for no in range(low, high):
        dice = Dice(f"{seed}/{count}/{no}")
        number = dice.randrange(len(reps))
        rep, luck, made = reps[number], dice.random(), -1
        lang, kind = dice.choice(rep["langs"]), "individual"
        if luck < rep["mix"][0]:
            kind, made = "template", dice.choices(rep["templates"], rep["weights"])[0]
            lang = templates[made]["lang"]
            pieces = copied(dice, templates[made], rep, no > count // 2)
        elif luck < sum(rep["mix"]):
            pieces = written(dice, lang)
        else:
            kind, pieces = "short", []
            put(dice, dice.choice(GRAMMAR[lang]["short"]), lang, dice.choice(LISTS[lang]["name"]), pieces)
        if kind != "short" and lang in rep["signature"] and dice.random() < rep["signs"]:
            pieces.append((rep["signature"][lang], False))
        text, personal = finished(dice, pieces, lang)
        rows.append({"id": no, "sender": number, "lang": lang, "text": text, "kind": kind, "template": made,
                     "personal": personal if made >= 0 else 1.0})  # fmt: skip
    return rows


def build(count: int, seed: int, level: str = "std") -> list[Row]:
    """Return messages: id, sender, lang, text, kind (template, individual, short), template (-1: none), personal."""
    step = max(1_000, min(25_000, count // 4))
    tasks = [(count, seed, level, low, min(count, low + step)) for low in range(0, count, step)]
    with Pool(2) as pool:
        return [row for rows in pool.imap(chunk, tasks) for row in rows]
