"""Measure the judge of texts on a hold-out: `python -m tests.scoring.measure_intents [list ...]`.

Prints, by language and label, precision, recall and F1 with 95 % ranges (Wilson; F1 by resampling), then F1 by length.
`--worst` prints what is wrong, too: not for a list that is to stay unseen.
"""

import sys

import numpy as np

from metrics.stats import wilson
from scoring.intents import INBOUND_LABELS, OUTBOUND_LABELS, judge_inbound, judge_outbound
from tests.scoring.labelled import listed

LISTS = ("held_out_2",)
DRAWS = 1000
SHORT, LONG = 80, 200


def judged(rows):
    """Return [(row, judgement)] of rows of one direction."""
    judge = judge_outbound if rows[0]["direction"] == "out" else judge_inbound
    return [(row, judge(row["text"], row["lang"])) for row in rows]


def f1(truth, said):
    return 2 * (truth & said).sum() / max(truth.sum() + said.sum(), 1)


def spread(count, value):
    """Return the 2.5th and 97.5th percentile of a value over texts drawn anew."""
    draws = np.random.default_rng(4).integers(0, count, (DRAWS, count))
    return np.percentile([value(draw) for draw in draws], [2.5, 97.5])


def told(name, truth, said):
    hits = int((truth & said).sum())
    low, high = spread(len(truth), lambda draw: f1(truth[draw], said[draw]))
    shares = [
        "{:.2f} ({:.2f}–{:.2f})".format(hits / n, *wilson(hits, n)) if n else "-"
        for n in (int(said.sum()), int(truth.sum()))
    ]
    print(f"  {name:13} F1 {f1(truth, said):.2f} ({low:.2f}–{high:.2f})  P {shares[0]}  R {shares[1]}  n {truth.sum()}")


def outbound(rows):
    pairs = judged(rows)
    for label in OUTBOUND_LABELS:
        truth = np.array([row[label] == "1" for row, _ in pairs])
        told(label, truth, np.array([getattr(one, label) >= 0.5 for _, one in pairs]))
    for name, least, most in (("short", 0, SHORT), ("middle", SHORT, LONG), ("long", LONG, 10**6)):
        some = [(row, one) for row, one in pairs if least <= len(row["text"]) < most]
        truth = np.array([row["is_pitch"] == "1" for row, _ in some], bool)
        said = np.array([one.is_pitch >= 0.5 for _, one in some], bool)
        print(f"  is_pitch, {name} texts: F1 {f1(truth, said):.2f}  n {truth.sum()} of {len(some)}")
    return [
        (row[label], f"{label} {getattr(one, label):.2f}", row["text"])
        for row, one in pairs
        for label in OUTBOUND_LABELS
        if (row[label] == "1") != (getattr(one, label) >= 0.5)
    ]


def inbound(rows):
    pairs = judged(rows)
    truth = np.array([row["inbound_class"] for row, _ in pairs])
    said = np.array([one.label for _, one in pairs])

    def macro(draw):
        return np.mean([f1(truth[draw] == label, said[draw] == label) for label in INBOUND_LABELS])

    low, high = spread(len(truth), macro)
    print(f"  answers, macro F1 {macro(np.arange(len(truth))):.2f} ({low:.2f}–{high:.2f})")
    for label in INBOUND_LABELS:
        told(label, truth == label, said == label)
    return [(row["inbound_class"], one.label, row["text"]) for row, one in pairs if row["inbound_class"] != one.label]


def main(names, worst):
    for lang in ("en", "ru"):
        rows = [row for name in names for row in listed(f"{name}_{lang}")]
        print(f"{lang}: {len(rows)} texts of {', '.join(names)}")
        wrong = outbound([row for row in rows if row["direction"] == "out"])
        wrong += inbound([row for row in rows if row["direction"] == "in"])
        for real, seen, text in wrong if worst else ():
            print(f"    {real} | {seen} | {text}")


if __name__ == "__main__":
    main([name for name in sys.argv[1:] if name[0] != "-"] or LISTS, "--worst" in sys.argv)
