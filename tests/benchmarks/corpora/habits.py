"""Outreach by reps with habits: templates that are edited sloppily, and texts written one by one by the same hand.

Unlike `outreach`, texts are not drawn from one grammar of frames: every rep has sentences of their own that come again
and again (openings, what the product does, asks, closings), in templates as well as in messages written for one
person. A message is a copy only when it was made from a template.
"""

import random
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
KEYS = "abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщыьэюя"
Row = dict[str, Any]


class Rep:
    """A rep: own habits of speech, own templates, and how much of what they write is habit."""

    def __init__(self, dice: random.Random, number: int, habit: float) -> None:
        self.number, self.habit = number, habit
        self.lang = dice.choice(("en", "en", "ru"))
        words = WORDS[self.lang]
        self.me, self.home = dice.choice(words["name"]), dice.choice(words["city"])
        self.firm = dice.choice(words["firm"])
        self.habits = {kind: [fresh(dice, self.lang) for _ in range(dice.randint(low, high))]
                       for kind, low, high in (("open", 3, 7), ("product", 3, 9), ("close", 2, 5))}  # fmt: skip
        self.asks = dice.sample(words["ask"], dice.randint(2, 5))
        self.byes = dice.sample(words["bye"], 2)
        self.signature = f"\n--\n{self.me} {self.firm} sales\n+{dice.randint(100, 999)} {dice.randint(1000, 9999)}"
        self.signs = dice.choice((0.0, 0.3, 1.0))
        self.templates: list[Row] = []


def fresh(dice: random.Random, lang: str) -> str:
    """Return a sentence that hardly ever comes again."""
    words = WORDS[lang]
    parts = [dice.choice(words[kind]) for kind in ("lead", "who", "did", "what", "tail")]
    first = parts[:2] if dice.random() < 0.6 else parts[1:2]
    tail = parts[4:] if dice.random() < 0.7 else []
    text = " ".join([*first, parts[2], parts[3], *tail])
    return text[0].upper() + text[1:] + dice.choice((".", ".", "!", "..."))


def template(dice: random.Random, rep: Rep, number: int) -> Row:
    """Return a template: frozen sentences, some with slots, some of them habits of the rep."""
    words = WORDS[rep.lang]
    body = [fresh(dice, rep.lang) for _ in range(dice.choices((1, 2, 3, 4, 6), (10, 25, 30, 25, 10))[0])]
    if dice.random() < 0.5:
        body.insert(dice.randint(0, 1), dice.choice(words["slot"]))
    if dice.random() < 0.5:
        body.append(dice.choice(rep.habits["product"]))
    body.append(dice.choice(rep.asks))
    if dice.random() < 0.5:
        body.append(dice.choice(rep.habits["close"]))
    return {"id": number, "greet": dice.choice(words["greet"]), "body": body, "bye": dice.choice(rep.byes),
            "custom": dice.choice((0.0, 0.0, 0.3, 1.0)), "fresh": dice.choice((1, 1, 2)),
            "sloppy": dice.choice((0.02, 0.1, 0.25))}  # fmt: skip


def filled(dice: random.Random, rep: Rep, text: str) -> list[tuple[str, bool]]:
    """Return a text as pieces (text, personal) with its slots filled."""
    pieces: list[tuple[str, bool]] = []
    for no, part in enumerate(text.replace("}", "{").split("{")):
        if no % 2 == 0:
            pieces.append((part, False))
        elif part in ("me", "home"):
            pieces.append((getattr(rep, part), False))
        else:
            pieces.append((dice.choice(WORDS[rep.lang][part]), True))
    return pieces


def paraphrased(dice: random.Random, lang: str, text: str) -> str:
    """Return a sentence said a little differently: some words exchanged or left out."""
    words = text.split(" ")
    for _ in range(max(1, len(words) // 5)):
        place = dice.randrange(len(words))
        words[place : place + 1] = dice.choice(
            ([], [dice.choice(WORDS[lang]["who"]).split(" ")[-1]], words[place : place + 1] * 2)
        )
    return " ".join(words)


def copy(dice: random.Random, rep: Rep, made_from: Row) -> list[tuple[str, bool]]:
    """Return a message made from a template, edited as people in a hurry do."""
    body = [filled(dice, rep, sentence) for sentence in made_from["body"]]
    if len(body) > 2 and dice.random() < made_from["sloppy"]:
        del body[dice.randrange(len(body))]
    if dice.random() < made_from["sloppy"]:
        place = dice.randrange(len(body))
        body[place] = [(paraphrased(dice, rep.lang, text), personal) for text, personal in body[place]]
    if len(body) > 2 and dice.random() < made_from["sloppy"] / 2:
        place = dice.randrange(len(body) - 1)
        body[place], body[place + 1] = body[place + 1], body[place]
    if dice.random() < made_from["custom"]:
        body[:0] = [[(fresh(dice, rep.lang), True)] for _ in range(made_from["fresh"])]
    if dice.random() < 0.05:
        body.append([(fresh(dice, rep.lang), True)])
    return joined(dice, rep, made_from["greet"], body, made_from["bye"])


def own(dice: random.Random, rep: Rep) -> list[tuple[str, bool]]:
    """Return a message written for one person, with the rep's habits in it."""
    words = WORDS[rep.lang]
    body = [fresh(dice, rep.lang) for _ in range(dice.randint(1, 4))]
    if dice.random() < rep.habit:
        body.insert(0, dice.choice(rep.habits["open"]))
    if dice.random() < rep.habit:
        body.insert(dice.randrange(len(body) + 1), dice.choice(rep.habits["product"]))
    if dice.random() < rep.habit:
        body.append(dice.choice(rep.habits["close"]))
    if dice.random() < 0.6:
        body.append(dice.choice(rep.asks))
    pieces = [filled(dice, rep, sentence) for sentence in body]
    return joined(dice, rep, dice.choice(words["greet"]), pieces, dice.choice(rep.byes))


def joined(
    dice: random.Random, rep: Rep, greet: str, body: Sequence[list[tuple[str, bool]]], bye: str
) -> list[tuple[str, bool]]:
    """Return greeting, sentences, and sometimes a closing line and a signature."""
    gap = dice.choice((" ", "\n", "\n\n"))
    pieces = [*filled(dice, rep, greet), (gap, False)]
    for sentence in body:
        pieces += [*sentence, (dice.choice((" ", gap)), False)]
    if dice.random() < 0.7:
        pieces += filled(dice, rep, bye)
    if dice.random() < rep.signs:
        pieces.append((rep.signature, False))
    return pieces


def typed(dice: random.Random, lang: str, text: str) -> str:
    """Return a text as hurried fingers and clever keyboards leave it."""
    if dice.random() < 0.25:
        words = text.split(" ")
        for _ in range(dice.randint(1, 3)):
            place = dice.randrange(len(words))
            word = words[place]
            if len(word) > 3:
                at = dice.randrange(1, len(word) - 1)
                words[place] = word[:at] + dice.choice(
                    (word[at + 1 :], dice.choice(KEYS[lang == "ru"]) + word[at:], word[at] + word[at:])
                )
        text = " ".join(words)
    if dice.random() < 0.1:
        text = text.replace("ё", "е").replace("...", "…").replace("'", "’")
    if dice.random() < 0.03:
        text = text.replace(" ", "\u00a0", 2)
    return text + dice.choice(("", "", "", " 🙂", " !")) if dice.random() < 0.1 else text


def build(count: int, seed: int) -> list[Row]:
    """Return messages: id, sender, lang, text, kind, template (-1: none), personal (the part 0..1 that is).

    Kinds: template (made from one), individual (written for one person), short (a note as everybody writes them).
    """
    dice = random.Random(f"habits/{seed}")
    reps, number = [], 0
    for no in range(max(3, min(60, count // 1_500))):
        rep = Rep(dice, no, dice.choice((0.15, 0.35, 0.6)))
        for _ in range(dice.randint(3, 12)):
            rep.templates.append(template(dice, rep, number))
            number += 1
        reps.append(rep)
    for rep in reps:
        if dice.random() < 0.4:
            other = dice.choice([one for one in reps if one.lang == rep.lang])
            rep.templates.append(dice.choice(other.templates))
    rows = []
    for no in range(count):
        rep = dice.choice(reps)
        rows.append({"id": no, "sender": rep.number, "lang": rep.lang, **_message(dice, rep)})
    return rows


def _message(dice: random.Random, rep: Rep) -> Row:
    luck = dice.random()
    if luck < 0.45:
        weights = [1 / (no + 1) for no in range(len(rep.templates))]
        chosen = dice.choices(rep.templates, weights)[0]
        pieces, kind, number = copy(dice, rep, chosen), "template", chosen["id"]
    elif luck < 0.88:
        pieces, kind, number = own(dice, rep), "individual", -1
    else:
        pieces, kind, number = filled(dice, rep, dice.choice(WORDS[rep.lang]["notes"])), "short", -1
    total = sum(len(text) for text, _ in pieces)
    personal = sum(len(text) for text, mine in pieces if mine) / max(1, total)
    text = typed(dice, rep.lang, "".join(text for text, _ in pieces))
    return {"text": text, "kind": kind, "template": number, "personal": personal if number >= 0 else 1.0}
