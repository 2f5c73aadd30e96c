"""Characters to hashes of words and shingles, and letters that are personal."""
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
