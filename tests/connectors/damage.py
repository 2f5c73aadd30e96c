"""Ways to damage a file, drawn at random: what uploads, editors, cut connections and hostile hands do to one."""

import random
from collections.abc import Callable

EVIL = (
    b'"', b'""', b'"\n', b",", b"\t", b";", b"\r", b"\n\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\\", b"\x1a",
    "\u2028\u202e\x85".encode(), b"\xed\xa0\x80", b"9" * 400, b"-1", b"12026-01-01 00:00:00 UTC", b"0001-01-01",
    b"2026-01-01T00:00:00+23:59", b"linkedin.com/in/", b"%00%ff", b"=cmd()", b"<p>", b"{", b"]", b"LinkedIn Member",
)  # fmt: skip
EVIL_NETWORKS = (
    *EVIL, b"null", b"true", b"[]", b"{}", b"[[[[", b"}}", b"\\x0b", b"\\ud800", b"\\u0000", b"1e999", b"-0", b"NaN",
    b"</div>", b"<div>", b"<br>", b"&#xd800;", b"&#0;", b"&#99999999;", b"<!--", b"user", b"channel1", b"31.02.2025",
    b"99:99", b"0000-00-00T00:00:00", b"AM", "\u200e\u202f\u2068".encode(), "ы".encode("cp1251"), b"<script>",
    b"%s%n{0}{x}", b"../../../etc/passwd", b"id-1", b"1970-01-01T00:00:00", b"From \n", b"=?utf-8?q?=FF?=", b": ",
)  # fmt: skip
Way = Callable[[random.Random, bytearray], None]


def flip(draw: random.Random, body: bytearray) -> None:
    """Change a few bytes."""
    for _ in range(draw.randint(1, 8)):
        body[draw.randrange(len(body))] = draw.randrange(256)


def cut(draw: random.Random, body: bytearray) -> None:
    """Lose the end."""
    del body[draw.randrange(len(body)) :]


def drop(draw: random.Random, body: bytearray) -> None:
    """Lose a piece."""
    at = draw.randrange(len(body))
    del body[at : at + draw.randint(1, 60)]


def put_from(evil: tuple[bytes, ...]) -> Way:
    """Return a way that puts in what confuses readers."""

    def put(draw: random.Random, body: bytearray) -> None:
        for _ in range(draw.randint(1, 4)):
            at = draw.randint(0, len(body))
            body[at:at] = draw.choice(evil)

    return put


def repeat(draw: random.Random, body: bytearray) -> None:
    """Repeat a piece."""
    at = draw.randrange(len(body))
    piece = bytes(body[at : at + draw.randint(1, 200)])
    body[at:at] = piece * draw.randint(1, 30)


def swap_cells(draw: random.Random, body: bytearray) -> None:
    """Change places of what stands between commas."""
    cells = bytes(body).split(b",")
    one, other = draw.randrange(len(cells)), draw.randrange(len(cells))
    cells[one], cells[other] = cells[other], cells[one]
    body[:] = b",".join(cells)


def swap_lines(draw: random.Random, body: bytearray) -> None:
    """Shuffle the lines."""
    rows = bytes(body).split(b"\n")
    draw.shuffle(rows)
    body[:] = b"\n".join(rows)


def recode(draw: random.Random, body: bytearray) -> None:
    """Save in another encoding."""
    told = bytes(body).decode("utf-8", "replace")
    body[:] = told.encode(draw.choice(("utf-16", "utf-16-be", "cp1252", "cp1251", "utf-32", "utf-7")), "replace")


def swap_values(draw: random.Random, body: bytearray) -> None:
    """Put something of another type after a colon."""
    places = [at for at, byte in enumerate(body) if byte == 0x3A]
    if places:
        at = draw.choice(places) + 1
        body[at:at] = draw.choice((b"null,", b"[],", b"{},", b"0,", b'"",', b"-5e5,", b"[[1]],", b'{"a":1},'))


TABLE_WAYS: tuple[Way, ...] = (flip, cut, drop, put_from(EVIL), repeat, swap_cells, swap_lines, recode)
NETWORK_WAYS: tuple[Way, ...] = (*TABLE_WAYS[:3], put_from(EVIL_NETWORKS), *TABLE_WAYS[4:], swap_values)


def damaged(draw: random.Random, body: bytes, ways: tuple[Way, ...] = TABLE_WAYS) -> bytes:
    """Return a body damaged in one to three ways."""
    changed = bytearray(body)
    for _ in range(draw.randint(1, 3)):
        if changed:
            draw.choice(ways)(draw, changed)
    return bytes(changed)
