"""Classify tables of messages and conversations that need not be in any workspace."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scoring.conversation import IN, OUT, Said, Talk, asked_for_offer, moment
from scoring.intents import OUTBOUND_LABELS, judge_inbound, judge_outbound, language
from scoring.label_tables import TableError, read, whole, write
from scoring.text import plain

ADDED = (*OUTBOUND_LABELS, "inbound_class", "p_pitch")
SAID = 0.5
_SIDES = (OUT, IN)
_NO_TURN = ("later", "none")


def messages(in_path: Path, out_path: Path) -> dict[str, int]:
    """Copy a CSV file of messages with labels added; return counts: {"rows": n, "is_pitch": n, ...}.

    Columns: id and text; lang (en or ru) and direction (out or in) may be there, others are kept. Flags are 0 or 1;
    those of a message to us are 0, the inbound_class of a message of ours is "na". Without a direction both are told.

    Raises:
        TableError: the file can't be read or written, or a cell makes no sense; nothing is written then.
    """
    header, numbered = read(Path(in_path))
    rows, known = [], {}
    for line, row in numbered:
        side = (row.get("direction") or "").strip().lower()
        if side and side not in _SIDES:
            raise TableError(f"{in_path}, line {line}: direction {side!r} is unknown; use out or in.")
        key = row["text"], side, (row.get("lang") or "").strip().lower()
        if key not in known:
            known[key] = _labels(*key)
        rows.append(row | known[key])
    write(Path(out_path), [*(name for name in header if name not in ADDED), *ADDED], rows)
    counts = {name: sum(row[name] for row in rows) for name in OUTBOUND_LABELS}
    classes = Counter(row["inbound_class"] for row in rows if row["inbound_class"] != "na")
    return {"rows": len(rows), **counts, **dict(sorted(classes.items()))}


def _labels(text: str, side: str, lang: str) -> dict[str, Any]:
    readable = plain(text)
    spoken = lang if lang in ("en", "ru") else language(readable)
    out = judge_outbound(readable, spoken) if side != IN else None
    flags = {name: int(out is not None and getattr(out, name) >= SAID) for name in OUTBOUND_LABELS}
    label = "na" if side == OUT else judge_inbound(readable, spoken).label
    return {**flags, "inbound_class": label, "p_pitch": out.is_pitch if out else 0.0}


def conversations(in_path: Path, out_path: Path) -> dict[str, int]:
    """Copy a file of conversations, one JSON object a line, with labels added; return counts.

    Each has id and messages: [{"direction": "out" or "in", "at": ISO time, "text"}, ...]; lang may be there. Added are
    pitch_in_first_message, pitch_after_first_reply (true, false) and outcome (none, interested, meeting, refusal,
    opt_out, complaint).

    Raises:
        TableError: the file can't be read or written, or a line makes no sense; nothing is written then.
    """
    counts: Counter[str] = Counter()
    with whole(Path(out_path)) as file:
        for line, talk in _objects(Path(in_path)):
            labels = _told(f"{in_path}, line {line}", talk)
            counts.update(name for name, value in labels.items() if value is True)
            counts["rows"] += 1
            counts[labels["outcome"]] += 1
            file.write(json.dumps({**talk, **labels}, ensure_ascii=False) + "\n")
    return {"rows": counts.pop("rows", 0), **dict(sorted(counts.items()))}


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for no, line in enumerate(file, 1):
                if line.strip():
                    yield no, _object(f"{path}, line {no}", line)
    except OSError as error:
        raise TableError(f"{path} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise TableError(f"{path} is not UTF-8 (byte {error.start}).") from None


def _object(where: str, line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise TableError(f"{where}: no JSON: {error}.") from None
    if not isinstance(found, dict) or not isinstance(found.get("messages"), list):
        raise TableError(f'{where}: an object with a list "messages" is expected.')
    return found


def _told(where: str, talk: Mapping[str, Any]) -> dict[str, Any]:
    lang = talk.get("lang") if talk.get("lang") in ("en", "ru") else None
    said = [_said(f"{where}, message {no}", no, one, lang) for no, one in enumerate(talk["messages"], 1)]
    outcome = Talk("", "", "", tuple(said)).outcome
    return {
        "pitch_in_first_message": bool(said) and _pitches(said[0]),
        "pitch_after_first_reply": _pitch_after_reply(said),
        "outcome": "none" if outcome in _NO_TURN else outcome,
    }


def _said(where: str, no: int, one: Any, lang: str | None) -> Said:
    if not isinstance(one, dict) or one.get("direction") not in _SIDES or not isinstance(one.get("text"), str):
        raise TableError(f'{where}: "direction" (out or in) and "text" are expected.')
    side, text = one["direction"], plain(one["text"])
    spoken = lang or language(text)
    out = judge_outbound(text, spoken) if side == OUT else None
    inbound = judge_inbound(text, spoken) if side == IN else None
    return Said(
        str(no), "direct", side, _at(where, one.get("at")), True, None, text, lang=spoken, out=out, inbound=inbound
    )


def _at(where: str, text: Any) -> Any:
    try:
        return moment(text)
    except (TypeError, ValueError):
        raise TableError(f'{where}: "at" {text!r} is no ISO time like 2026-03-05T14:02:11Z.') from None


def _pitches(said: Said) -> bool:
    return said.out is not None and said.out.is_pitch >= SAID


def _pitch_after_reply(said: Sequence[Said]) -> bool:
    """Tell whether our first message after their first one (be it automatic) sells unasked."""
    first = next((no for no, one in enumerate(said) if one.direction == IN), None)
    if first is None:
        return False
    after = next((no for no, one in enumerate(said) if no > first and one.direction == OUT), None)
    if after is None or not _pitches(said[after]):
        return False
    return not any(asked_for_offer(one) for one in said[:after] if one.direction == IN)
