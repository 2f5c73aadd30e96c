"""Frames of leads, deals and money for tests, with the columns that are not said filled in."""

import json
from pathlib import Path

import pandas as pd

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "worked_examples.json").read_text(encoding="utf-8"))["cases"]
}

USUAL = {
    "lead": {
        "id": "",
        "rep_id": "anna",
        "channel": "linkedin",
        "created_day": None,
        "opp_day": None,
        "won_day": None,
    },
    "deal": {
        "id": "",
        "rep_id": "anna",
        "channel": "linkedin",
        "customer_id": "c",
        "state": "open",
        "business": "new",
        "created_day": None,
        "worked_day": None,
        "closed_day": None,
        "base_amount": None,
        "base_cost": None,
        "amount": None,
        "loss_reason": "",
    },
    "work": {
        "deal_id": "",
        "rep_id": "anna",
        "channel": "linkedin",
        "month": "",
        "base_amount": None,
        "amount": None,
    },
    "money": {
        "id": "",
        "rep_id": "anna",
        "channel": "linkedin",
        "day": None,
        "type": "new",
        "received": None,
        "cost": None,
    },
    "stay": {"deal_id": "", "rep_id": "anna", "channel": "linkedin", "stage": "", "over": 0, "since_day": None},
    "cost": {"channel": "linkedin", "month": "", "amount": None},
}
NUMBERS = ("base_amount", "base_cost", "amount", "received", "cost", "over")


def case(name: str) -> tuple[dict, dict, dict]:
    """Return input, parameters and what is expected of a worked example."""
    found = CASES[name]
    return found["input"], found["params"], found["expected"]


def frame(kind: str, *rows: dict) -> pd.DataFrame:
    """Return a frame of rows, each told by what differs from the usual."""
    usual = USUAL[kind]
    told = pd.DataFrame([{**usual, **row} for row in rows], columns=list(usual), dtype=object)
    for name in NUMBERS:
        if name in told:
            told[name] = told[name].astype(float)
    return told
