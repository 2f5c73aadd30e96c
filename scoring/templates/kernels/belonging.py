"""Which text belongs to which core."""
# ruff: noqa: C901 (tight loops over characters and postings; calls would cost more than they clear up)

import numpy as np

jit = globals()["JIT"]


@jit(inline="always")
def demanded(words, steps):
    """Return which part of a text its template has to make up, given the telling words they share."""
    if words <= steps[0, 0]:
        return steps[0, 1]
    for k in range(1, steps.shape[0]):
        if words <= steps[k, 0]:
            low = steps[k - 1, 0]
            return steps[k - 1, 1] + (steps[k, 1] - steps[k - 1, 1]) * (words - low) / (steps[k, 0] - low)
    return steps[steps.shape[0] - 1, 1]


@jit()
def assign(
    off,
    ids,
    post_off,
    post_cluster,
    post_weight,
    post_firm,
    mass,
    worn,
    least,
    share,
    steps,
    both,
    runs_less,
    gap,
    full_weight,
):
    """Return for each text the cluster whose core it has most of, -1 for none, and the core's weight that it has.

    Also returns how many texts have most of a core, but too much else to be made from it.
    `post_*`: clusters that have a shingle in their core, with its weight there and whether most texts have it;
    `mass`: a core's weight; `worn`:
    shingles that tell of no cluster. Demanded: `share` of the core's weight, `least` weight, and as much of the text
    as `steps` say (see demanded), where words of worn shingles do not count; both shares together reach `both`.
    Two firm stretches with `gap` words or more between them prove more than one: then `runs_less` of it is demanded.
    Less between them is a slip of the keyboard, or a place in one sentence.
    """
    n = off.size - 1
    labels = np.full(n, -1, np.int32)
    weights = np.zeros(n, np.int64)
    refused = np.zeros(mass.size, np.int64)
    sums = np.zeros(mass.size, np.int32)
    touched = np.empty(mass.size, np.int32)
    for text in range(n):
        met = 0
        for k in range(off[text], off[text + 1]):
            shingle = ids[k]
            if shingle < 0:
                continue
            for q in range(post_off[shingle], post_off[shingle + 1]):
                cluster = post_cluster[q]
                if sums[cluster] == 0:
                    touched[met] = cluster
                    met += 1
                sums[cluster] += post_weight[q]
        best = -1
        best_score = 0.0
        for q in range(met):
            cluster = touched[q]
            got = sums[cluster]
            sums[cluster] = 0
            if got < share * mass[cluster] or got < least:
                continue
            score = float(got) * float(got) / mass[cluster]
            if score > best_score or (score == best_score and cluster < best):
                best_score = score
                best = cluster
                weights[text] = got
        if best < 0:
            continue
        telling = 0
        others = 0
        a = 0
        b = 0
        worn_a = False
        worn_b = False
        firm_a = False
        firm_b = False
        runs = 0
        between = gap
        for k in range(off[text], off[text + 1] + 2):
            c = 0
            worn_c = False
            firm_c = False
            if k < off[text + 1]:
                shingle = ids[k]
                if shingle >= 0:
                    worn_c = worn[shingle]
                    for q in range(post_off[shingle], post_off[shingle + 1]):
                        if post_cluster[q] == best:
                            c = post_weight[q]
                            firm_c = post_firm[q]
            most = max(a, b, c)
            if most > 0:
                telling += most
            elif not (worn_a or worn_b or worn_c):
                others += full_weight
            firm = firm_a or firm_b or firm_c
            if firm:
                if between >= gap:
                    runs += 1
                between = 0
            else:
                between += 1
            a = b
            b = c
            firm_a = firm_b
            firm_b = firm_c
            worn_a = worn_b
            worn_b = worn_c
        part = telling / max(1, telling + others)
        asked = demanded(telling / full_weight, steps)
        if asked <= 1.0:
            asked *= runs_less ** (max(1, min(runs, 3)) - 1)
        if part >= asked and part + min(1.0, weights[text] / mass[best]) >= both:
            labels[text] = best
        elif 4 * weights[text] >= 3 * mass[best]:
            refused[best] += 1
    return labels, weights, refused
