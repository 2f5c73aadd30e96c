"""The loops that a compiler makes fast. `compiler.kernels` loads this file with JIT set; it also runs without.

A rep's texts are rows of a CSR array: `off` (where each begins) and `ids` (local numbers of shingles that two or more
of the rep's texts share; -1 stands for any other). Weights and scores are whole numbers, or quotients of them, so
that the order of summing makes no difference.
"""
# ruff: noqa: C901 (tight loops over characters and postings; calls would cost more than they clear up)

import numpy as np

U = np.uint64
jit = globals()["JIT"]


@jit(inline="always")
def mix(value):
    """Spread the bits of a hash."""
    value ^= value >> U(32)
    value *= U(0xD6E8FEB86659FD93)
    return value ^ (value >> U(32))


@jit()
def scan(data, offsets, order, plane, math, wrote, earlier, out, lengths, shingled, digests, counts, words):
    """Fold, hash and shingle the texts `order` of an Arrow array of UTF-8; returns how many hashes were written.

    `shingled` False writes the hashes of single words, and the lengths of these in `lengths`. `counts`: written hashes
    of each text, `words`: its words, `digests`: a hash of the whole text.
    """
    total = 0
    for row in range(order.size):
        at = offsets[order[row]]
        end = offsets[order[row] + 1]
        start = total
        n = 0
        line = 0
        hashed = U(0xCBF29CE484222325)
        size = 0
        inside = False
        number = True
        colon = False
        last = U(0)
        dashes = False
        passed = False
        fresh = True
        while at <= end:
            if fresh:
                fresh = False
                line = n
                colon = False
                passed = False
                peek = at
                while peek < end and (data[peek] == 32 or data[peek] == 9):
                    peek += 1
                dashes = peek + 1 < end and data[peek] == 45 and data[peek + 1] == 45
                if peek < end and data[peek] == 62:
                    while peek < end and data[peek] != 10:
                        peek += 1
                    at = peek
                    dashes = False
            code = 0
            width = 1
            byte = 10
            if at < end:
                byte = data[at]
                if byte < 0x80:
                    code = plane[byte]
                elif byte < 0xE0:
                    width = 2
                    if at + 1 < end:
                        code = plane[((byte & 0x1F) << 6) | (data[at + 1] & 0x3F)]
                elif byte < 0xF0:
                    width = 3
                    if at + 2 < end:
                        code = plane[((byte & 0xF) << 12) | ((data[at + 1] & 0x3F) << 6) | (data[at + 2] & 0x3F)]
                else:
                    width = 4
                    if at + 3 < end:
                        point = ((byte & 7) << 18) | ((data[at + 1] & 0x3F) << 12)
                        point |= ((data[at + 2] & 0x3F) << 6) | (data[at + 3] & 0x3F)
                        if 0x1D400 <= point < 0x1D800:
                            code = math[point - 0x1D400]
            if code > 1:
                if code != 48:
                    number = False
                hashed = (hashed ^ U(code)) * U(0x100000001B3)
                inside = True
                size += 1
                at += width
                continue
            if code == 1:
                at += width
                continue
            if inside:
                link = byte == 58 and at + 2 < end and data[at + 1] == 47 and data[at + 2] == 47
                if link:
                    last = U(0xA24BAED4963EE407)
                    at += 3
                    while (
                        at < end and data[at] > 32 and not (data[at] == 0xC2 and at + 1 < end and data[at + 1] == 0xA0)
                    ):
                        at += 1
                elif number:
                    last = U(0x9E3779B97F4A7C15)
                else:
                    last = mix(hashed)
                out[total + n] = last
                if lengths.size > 0:
                    lengths[total + n] = size
                n += 1
                hashed = U(0xCBF29CE484222325)
                size = 0
                inside = False
                number = True
                colon = False
                if dashes:
                    for k in range(earlier.size):
                        if earlier[k] == last:
                            passed = True
                if link:
                    continue
            if byte == 58:
                colon = True
            elif byte > 32:
                colon = False
            if byte == 10 or at >= end:
                if colon and n > line:
                    for k in range(wrote.size):
                        if wrote[k] == last:
                            passed = True
                if dashes and n == line:  # only dashes: a signature follows
                    passed = True
                if passed:
                    n = line
                    if n > 0:
                        break
                fresh = True
            at += width
        words[row] = n
        digest = U(n)
        for k in range(n):
            digest = mix(digest * U(0x9E3779B97F4A7C15) + out[total + k])
        digests[row] = digest
        if shingled:
            if n < 5:
                n = 0
            else:
                for k in range(n - 2):
                    value = out[total + k] * U(0x9E3779B97F4A7C15) + out[total + k + 1] * U(0xC2B2AE3D27D4EB4F)
                    out[total + k] = mix(value + out[total + k + 2] * U(0x165667B19E3779F9))
                n -= 2
        counts[row] = n
        total = start + n
    return total


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
    full_weight,
):
    """Return for each text the cluster whose core it has most of, -1 for none, and the core's weight that it has.

    Also returns how many texts have most of a core, but too much else to be made from it.
    `post_*`: clusters that have a shingle in their core, with its weight there and whether most texts have it;
    `mass`: a core's weight; `worn`:
    shingles that tell of no cluster. Demanded: `share` of the core's weight, `least` weight, and as much of the text
    as `steps` say (see demanded), where words of worn shingles do not count; both shares together reach `both`.
    Two firm stretches with something else between them prove more than one: then `runs_less` of it is demanded.
    """
    n = off.size - 1
    labels = np.full(n, -1, np.int32)
    weights = np.zeros(n, np.int64)
    refused = np.zeros(mass.size, np.int64)
    sums = np.zeros(mass.size, np.int64)
    touched = np.empty(mass.size, np.int32)
    for text in range(n):
        met = 0
        for k in range(off[text], off[text + 1]):
            shingle = ids[k]
            if shingle < 0:
                continue
            for q in range(post_off[shingle], post_off[shingle + 1]):
                cluster = post_cluster[q]
                if post_weight[q] == 0:
                    continue
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
        inside = False
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
            if firm and not inside:
                runs += 1
            inside = firm
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


@jit()
def personal(hashes, lengths, counts, labels, core_off, core, greetings, out, total):
    """Count letters of each text in no core shingle of its template nor greeting (`out`), and all (`total`)."""
    at = 0
    for text in range(counts.size):
        n = counts[text]
        template = labels[text]
        if template >= 0:
            low = core_off[template]
            high = core_off[template + 1]
            covered = 0
            for k in range(n):
                if k + 2 < n and low < high:
                    value = hashes[at + k] * U(0x9E3779B97F4A7C15) + hashes[at + k + 1] * U(0xC2B2AE3D27D4EB4F)
                    value = mix(value + hashes[at + k + 2] * U(0x165667B19E3779F9))
                    a = low
                    b = high
                    while a < b:
                        middle = (a + b) >> 1
                        if core[middle] < value:
                            a = middle + 1
                        else:
                            b = middle
                    if a < high and core[a] == value:
                        covered = 3
                total[text] += lengths[at + k]
                greets = False
                if k < 4:
                    for q in range(greetings.size):
                        if greetings[q] == hashes[at + k]:
                            greets = True
                if covered == 0:
                    if not greets:
                        out[text] += lengths[at + k]
                else:
                    covered -= 1
        at += n
