"""Fit `scoring/intents/model.npz` to the labelled messages: `python -m tests.scoring.fit_intents [--write]`.

Two linear models are fitted and averaged into one table: words and pairs of words alone, and these with the lexicons'
groups; the average holds better for writers whose texts are not among those fitted. Prints F1 of five folds, in which a
whole fifth of neighbours is left out at a time, and moves each label's threshold to where these folds put it.
Needs scikit-learn; the product needs numpy only.
"""

import sys
import warnings

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from scoring.intents.features import features
from scoring.intents.judge import INBOUND_LABELS, OUTBOUND_LABELS
from scoring.intents.model import LANGS, MODEL, packed
from tests.scoring.labelled import fitted

SHARE = 0.25  # what one phrase of a group counts beside a whole text's words
STRENGTH = 6.0
FOLDS = 5
SURE_PITCH = 0.9  # precision that the folds must show for a pitch: a false accusation costs trust


def read(rows, lang):
    return [features(row["text"], lang) for row in rows]


def words_of(seen):
    return TfidfVectorizer(analyzer=lambda one: one.terms, sublinear_tf=True, min_df=2).fit(seen)


def groups_matrix(seen, names):
    place = {name: no for no, name in enumerate(names)}
    cells = [
        (no, place[name], value) for no, one in enumerate(seen) for name, value in one.numbers.items() if name in place
    ]
    row, column, value = zip(*cells, strict=True)
    return csr_matrix((np.array(value) * SHARE, (row, column)), (len(seen), len(names)))


def learn(words, groups, truth):
    """Return (weights of words, of groups, bias) averaged over the two models; a column a class."""
    one = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced").fit(words, truth)
    both = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced").fit(
        hstack([words, groups]).tocsr(), truth
    )
    size = words.shape[1]
    weights = (one.coef_ + both.coef_[:, :size]) / 2
    return weights.T, both.coef_[:, size:].T / 2, (one.intercept_ + both.intercept_) / 2


def truth_of(rows, label):
    if label == "inbound_class":
        return np.array([INBOUND_LABELS.index(row[label]) for row in rows])
    return np.array([int(row[label]) for row in rows])


def parts_of(rows, label):
    """Return folds: neighbours of one source stay together; answers, which stand sorted by class, are dealt out."""
    if label == "inbound_class":
        return [np.arange(no, len(rows), FOLDS) for no in range(FOLDS)]
    return np.array_split(np.arange(len(rows)), FOLDS * 4)[:]


def scores_of_folds(rows, seen, names, label):
    truth = truth_of(rows, label)
    found = np.zeros((len(rows), len(INBOUND_LABELS) if label == "inbound_class" else 1))
    parts = parts_of(rows, label)
    for no in range(FOLDS):
        held = np.concatenate(parts[no::FOLDS])
        kept = np.setdiff1d(np.arange(len(rows)), held)
        vectors = words_of([seen[one] for one in kept])
        matrices = [
            (vectors.transform([seen[one] for one in some]), groups_matrix([seen[one] for one in some], names))
            for some in (kept, held)
        ]
        weights, group_weights, bias = learn(*matrices[0], truth[kept])
        found[held] = matrices[1][0] @ weights + matrices[1][1] @ group_weights + bias
    return truth, found


def shares(truth, said):
    right = (truth & said).sum()
    return right / max(said.sum(), 1), right / max(truth.sum(), 1), 2 * right / max(truth.sum() + said.sum(), 1)


def threshold(truth, scores, label):
    """Return where the folds put the threshold: the best F1, for pitches among those precise enough."""
    steps = np.arange(-2, 2.01, 0.1)
    tried = [(step, *shares(truth == 1, scores >= step)) for step in steps]
    if label == "is_pitch":
        tried = [one for one in tried if one[1] >= SURE_PITCH] or tried
    return max(tried, key=lambda one: (round(one[3], 3), -abs(one[0])))[0]


def show(lang, name, truth, said):
    precision, recall, f1 = shares(truth, said)
    print(f"{lang} {name:14} P {precision:.2f} R {recall:.2f} F1 {f1:.2f} n {truth.sum()}")
    return f1


def fit(lang, kind):
    labels = OUTBOUND_LABELS if kind == "outbound" else ("inbound_class",)
    rows = [row for row in fitted() if row["lang"] == lang and row["direction"] == kind[: -len("bound")]]
    seen = read(rows, lang)
    names = sorted({name for one in seen for name in one.numbers})
    vectors = words_of(seen)
    words, groups = vectors.transform(seen), groups_matrix(seen, names)
    columns = []
    for label in labels:
        truth, scores = scores_of_folds(rows, seen, names, label)
        weights, group_weights, bias = learn(words, groups, truth_of(rows, label))
        if label == "inbound_class":
            f1 = [show(lang, name, truth == no, scores.argmax(1) == no) for no, name in enumerate(INBOUND_LABELS)]
            print(f"{lang} inbound macro F1 {np.mean(f1):.3f}")
        else:
            at = threshold(truth, scores[:, 0], label)
            show(lang, label, truth == 1, scores[:, 0] >= at)
            bias = bias - at
        columns.append((weights, group_weights * SHARE, bias))
    terms = sorted(vectors.vocabulary_, key=vectors.vocabulary_.get)
    stacked = [np.concatenate([column[no] for column in columns], axis=-1).astype(np.float32) for no in range(3)]
    parts = (packed(terms), vectors.idf_.astype(np.float32), stacked[0], packed(names), stacked[1], stacked[2])
    return dict(
        zip(
            [f"{kind}_{lang}_{part}" for part in ("terms", "idf", "weights", "groups", "group_weights", "bias")],
            parts,
            strict=True,
        )
    )


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    model = {}
    for language in LANGS:
        for of_kind in ("outbound", "inbound"):
            model |= fit(language, of_kind)
    if "--write" in sys.argv:
        np.savez_compressed(MODEL, **model)
