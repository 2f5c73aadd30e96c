"""Fit `scoring/intents/model.json` to the labelled messages: `python -m tests.scoring.fit_intents [--write]`.

Prints precision, recall and F1 of five folds: rows of the second and third file, fitted on the others and the first
file (from which the lexicons were written). `--write` fits on all rows and writes the model.
"""

import csv
import io
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from scoring.intents.features import features
from scoring.intents.judge import INBOUND_LABELS, MODEL, OUTBOUND_LABELS, said_to_sell

LABELS = Path(__file__).parent / "labels"
FIRST, REST = ("messages.csv",), ("messages_en_2.csv", "messages_ru_2.csv")
EMPTY = {"form.long", "form.numbers", "form.short"} | {
    f"s:{word}" for word in ("#", "%", "and", "a", "from", "и", "за")
}
SEEN = 4  # a word must stand in so many texts to have a weight
OWN = {
    "is_pitch": ("pitch", "form", "questions", "help", "meeting", "bump", "personal", "s:", "b:"),
    "asks_meeting": ("meeting", "questions", "form", "pitch.service", "s:", "b:"),
    "offers_help": ("help", "pitch", "questions", "meeting", "form", "bump", "s:", "b:"),
    "has_question": ("questions", "question", "form"),
    "is_bump": ("bump", "pitch.service", "form", "questions", "s:", "b:"),
    "inbound_class": ("inbound", "question", "form", "auto", "s:", "b:"),
}


def load(names, lang, direction):
    rows = [row for name in names for row in csv.DictReader(io.StringIO((LABELS / name).read_text("utf-8")))]
    rows = [row for row in rows if row["lang"] == lang and row["direction"] == direction]
    return [(features(row["text"], lang).numbers, row) for row in rows]


def matrix(rows, names):
    place = {name: no + 1 for no, name in enumerate(names)}
    table = np.zeros((len(rows), len(names) + 1))
    table[:, 0] = 1
    for no, (numbers, _) in enumerate(rows):
        for name, value in numbers.items():
            if name in place:
                table[no, place[name]] = value
    return table


def names_of(rows, label):
    counts = Counter(name for numbers, _ in rows for name in numbers)
    kept = [name for name, seen in counts.items() if name.startswith(OWN[label]) and not _empty_word(name, label)]
    return sorted(name for name in kept if counts[name] >= SEEN or name[:2] not in ("s:", "b:"))


def _empty_word(name, label):
    """Tell whether a name is a mere form or joining word: in a few hundred texts these fit by chance."""
    return label == "is_pitch" and name in EMPTY


def fit(table, truth, classes, ridge):
    """Return weights (columns x classes) of a logistic (1 class) or multinomial regression."""
    target = truth[:, None].astype(float) if classes == 1 else np.eye(classes)[truth]

    def loss(flat):
        weights = flat.reshape(table.shape[1], classes)
        scores = table @ weights
        if classes == 1:
            chance = 1 / (1 + np.exp(-scores))
            value = np.logaddexp(0, scores).sum() - (target * scores).sum()
        else:
            scores = scores - scores.max(1, keepdims=True)
            chance = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
            value = -(target * np.log(chance + 1e-12)).sum()
        slope = table.T @ (chance - target)
        slope[1:] += 2 * ridge * weights[1:]
        return value + ridge * (weights[1:] ** 2).sum(), slope.ravel()

    return minimize(loss, np.zeros(table.shape[1] * classes), jac=True, method="L-BFGS-B").x.reshape(-1, classes)


def truth_of(rows, label):
    if label == "inbound_class":
        return np.array([INBOUND_LABELS.index(row[label]) for _, row in rows])
    return np.array([int(row[label]) for _, row in rows])


def learn(rows, label):
    names = names_of(rows, label)
    classes, ridge = (len(INBOUND_LABELS), 0.3) if label == "inbound_class" else (1, 0.5)
    return names, fit(matrix(rows, names), truth_of(rows, label), classes, ridge)


def folds(lang):
    for label in (*OUTBOUND_LABELS, "inbound_class"):
        direction = "in" if label == "inbound_class" else "out"
        base, rest = load(FIRST, lang, direction), load(REST, lang, direction)
        parts = np.array_split(np.arange(len(rest)), 5)  # neighbours are alike and stay together
        if direction == "in":
            parts = [np.arange(no, len(rest), 5) for no in range(5)]  # sorted by class, so every fifth
        guess, said = np.zeros(len(rest), int), np.zeros(len(rest), int)
        for part in parts:
            held = set(part.tolist())
            names, weights = learn(base + [row for no, row in enumerate(rest) if no not in held], label)
            scores = matrix([rest[no] for no in part], names) @ weights
            guess[part] = scores.argmax(1) if direction == "in" else scores[:, 0] > 0
            if label == "is_pitch":
                said[part] = [_said(rest[no][1], lang, score) for no, score in zip(part, scores[:, 0], strict=True)]
        show(lang, label, truth_of(rest, label), guess)
        if label == "is_pitch":
            show(lang, "said to sell", truth_of(rest, label), said)


def _said(row, lang, score):
    """Tell what the judge makes of a likely pitch: it says so only when words show what is sold."""
    return said_to_sell(1 / (1 + np.exp(-score)), features(row["text"], lang))


def show(lang, label, truth, guess):
    kinds = enumerate(INBOUND_LABELS) if label == "inbound_class" else [(1, label)]
    for no, name in kinds:
        right, said, real = ((truth == no) & (guess == no)).sum(), (guess == no).sum(), (truth == no).sum()
        shares = f"P {right / max(said, 1):.2f} R {right / real:.2f} F1 {2 * right / (said + real):.2f}"
        print(f"{lang} {name:14} {shares} n {real}")


def write():
    model = {"outbound": {}, "inbound": {}}
    for lang in ("en", "ru"):
        table: dict[str, list[float]] = {}
        bias = []
        for no, label in enumerate(OUTBOUND_LABELS):
            names, weights = learn(load((*FIRST, *REST), lang, "out"), label)
            bias.append(round(float(weights[0, 0]), 3))
            for name, weight in zip(names, weights[1:, 0], strict=True):
                table.setdefault(name, [0.0] * len(OUTBOUND_LABELS))[no] = round(float(weight), 3)
        model["outbound"][lang] = {"bias": bias, "weights": table}
        names, weights = learn(load((*FIRST, *REST), lang, "in"), "inbound_class")
        rows = {name: [round(float(x), 3) for x in row] for name, row in zip(names, weights[1:], strict=True)}
        model["inbound"][lang] = {"bias": [round(float(x), 3) for x in weights[0]], "weights": rows}
    text = json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    MODEL.write_text(text.replace("],", "],\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    for language in ("en", "ru"):
        folds(language)
    if "--write" in sys.argv:
        write()
