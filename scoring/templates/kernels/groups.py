"""Shingles that texts share, texts that are put together, and what these have in common."""
# ruff: noqa: C901 (tight loops over characters and postings; calls would cost more than they clear up)

import numpy as np

U = np.uint64
jit = globals()["JIT"]


@jit()
def shared(off, hashes, ids, key, last, seen, frequency, found):
    """Number the shingles that two or more texts have: `ids` gets their numbers, -1 for others and for repeats.

    `key`, `last`, `seen` (zeros): a hash table, its size a power of two. Returns how many there are; `frequency` gets
    the texts of each and `found` their hashes.
    """
    mask = U(key.size - 1)
    count = 0
    for text in range(off.size - 1):
        for k in range(off[text], off[text + 1]):
            value = hashes[k]
            slot = (value >> U(20)) & mask
            while seen[slot] != 0 and key[slot] != value:
                slot = (slot + U(1)) & mask
            ids[k] = slot
            if seen[slot] == 0:
                key[slot] = value
                last[slot] = text
                seen[slot] = 1
            elif last[slot] != text:
                last[slot] = text
                seen[slot] += 1
            else:
                ids[k] = -1
    for slot in range(key.size):
        if seen[slot] >= 2:
            found[count] = key[slot]
            frequency[count] = seen[slot]
            last[slot] = count
            count += 1
    for k in range(off[off.size - 1]):
        slot = ids[k]
        if slot >= 0:
            ids[k] = last[slot] if seen[slot] >= 2 else -1
    return count


@jit()
def lead(off, ids, weight, full, order, least, share, share_full, share_most, enough, cap):
    """Put texts together, one after another in `order`: to the cluster whose first text one is most like, or to a new.

    Alike: at least `least` shared weight, `share` of the lighter and `share_most` of the heavier one's weight, and
    `share_full` of the shorter one's shingles, or else `enough` weight. A shingle of more than `cap` clusters is passed
    over. Returns labels (-1: too little weight) and the number of clusters.
    """
    n = off.size - 1
    labels = np.full(n, -1, np.int32)
    clusters = 0
    post = np.empty((weight.size, cap), np.int32)
    posts = np.zeros(weight.size, np.int32)
    mass = np.zeros(n, np.int64)
    length = np.zeros(n, np.int64)
    sums = np.zeros(n, np.int64)
    touched = np.empty(n, np.int32)
    for text in order:
        total = 0
        met = 0
        for k in range(off[text], off[text + 1]):
            shingle = ids[k]
            if shingle < 0 or weight[shingle] == 0:
                continue
            total += weight[shingle]
            if posts[shingle] > cap:
                continue
            for q in range(posts[shingle]):
                cluster = post[shingle, q]
                if sums[cluster] == 0:
                    touched[met] = cluster
                    met += 1
                sums[cluster] += weight[shingle]
        best = -1
        best_score = 0.0
        for q in range(met):
            cluster = touched[q]
            common = sums[cluster]
            sums[cluster] = 0
            if common < enough and (
                common < least
                or common < share * min(total, mass[cluster])
                or common < share_full * min(full[text], length[cluster])
                or common < share_most * max(total, mass[cluster])
            ):
                continue
            score = common / max(total, mass[cluster])
            if score > best_score or (score == best_score and cluster < best):
                best_score = score
                best = cluster
        if best < 0:
            if total < least:
                continue
            best = clusters
            clusters += 1
            mass[best] = total
            length[best] = full[text]
            for k in range(off[text], off[text + 1]):
                shingle = ids[k]
                if shingle < 0 or weight[shingle] == 0:
                    continue
                if posts[shingle] < cap:
                    post[shingle, posts[shingle]] = best
                    posts[shingle] += 1
                else:
                    posts[shingle] = cap + 1
        labels[text] = best
    return labels, clusters


@jit()
def cores(members, starts, off, ids, shingles, least, support):
    """Return (cluster, shingle, texts) of shingles that `support` of a cluster's texts have, and `least` texts or more.

    `members`: texts by cluster, `starts`: where each cluster's begin.
    """
    count = np.zeros(shingles, np.int32)
    touched = np.empty(shingles, np.int32)
    room = 1 << 12
    out = np.empty((room, 3), np.int32)
    n = 0
    for cluster in range(starts.size - 1):
        met = 0
        for i in range(starts[cluster], starts[cluster + 1]):
            text = members[i]
            for k in range(off[text], off[text + 1]):
                shingle = ids[k]
                if shingle < 0:
                    continue
                if count[shingle] == 0:
                    touched[met] = shingle
                    met += 1
                count[shingle] += 1
        need = max(least, support * (starts[cluster + 1] - starts[cluster]))
        for q in range(met):
            shingle = touched[q]
            if count[shingle] >= need:
                if n == room:
                    wider = np.empty((2 * room, 3), np.int32)
                    wider[:room] = out
                    out = wider
                    room *= 2
                out[n, 0] = cluster
                out[n, 1] = shingle
                out[n, 2] = count[shingle]
                n += 1
            count[shingle] = 0
    return out[:n]


@jit()
def tabled(known, key, number):
    """Put hashes into a table with room to spare, its size a power of two; `number` (-1: empty) gets their places."""
    mask = U(key.size - 1)
    for k in range(known.size):
        slot = (known[k] >> U(20)) & mask
        while number[slot] >= 0:
            slot = (slot + U(1)) & mask
        key[slot] = known[k]
        number[slot] = k


@jit()
def looked_up(hashes, key, number, ids):
    """Write the number that each hash has in a table, if it has one."""
    mask = U(key.size - 1)
    for k in range(hashes.size):
        slot = (hashes[k] >> U(20)) & mask
        while number[slot] >= 0:
            if key[slot] == hashes[k]:
                ids[k] = number[slot]
                break
            slot = (slot + U(1)) & mask


@jit()
def in_common(off, hashes, maybe, key, number, seen, most):
    """Return how many hashes of each text stand in a table, but for those that all texts have more than `most` times.

    `maybe`, its size a power of two, rules most hashes out by their last bits; `seen` (zeros): one for each known hash.
    """
    last, mask = U(maybe.size - 1), U(key.size - 1)
    place, known = np.empty(hashes.size, np.int32), np.empty(hashes.size, np.int32)
    met = 0
    for k in range(hashes.size):
        if not maybe[hashes[k] & last]:
            continue
        slot = (hashes[k] >> U(20)) & mask
        while number[slot] >= 0:
            if key[slot] == hashes[k]:
                place[met] = k
                known[met] = number[slot]
                seen[number[slot]] += 1
                met += 1
                break
            slot = (slot + U(1)) & mask
    common = np.zeros(off.size - 1, np.int64)
    text = 0
    for q in range(met):
        while off[text + 1] <= place[q]:
            text += 1
        if seen[known[q]] <= most:
            common[text] += 1
    return common
