"""Synchronising 50,000 deals with their history: how near to the server's own top speed, and in how much memory.

A HubSpot on loopback answers at the pace of the real one (190 questions in ten seconds, four searches a second) and
refuses what comes faster. Its own top speed is what a plain loop over its pages needs that stores nothing.
"""

import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import requests
from pytest_httpserver import HTTPServer
from werkzeug import Response

DEALS, PAGE, LINKED = 50_000, 50, 1_000
LIMIT, WINDOW = 190, 10.0
SHARE, MEMORY_MB = 0.8, 60
ROOT = Path(__file__).parents[2]

CHILD = """
import json, resource, sys, time
from pathlib import Path
from connectors.crm import CRMS, sync
from connectors.crm.config import connection
from data import store
crm = CRMS["hubspot"]
db, marks, began = Path(sys.argv[1]), [], time.monotonic()
store.prepare(db)
def told(what, done, total):
    marks.append((done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
report = sync.sync(db, crm, connection(crm.place), progress=told)
deals = next(one for one in report.imports[0].files if one.name == "deals")
early = next(mb for done, mb in marks if done >= 10_000)
print(json.dumps({"seconds": time.monotonic() - began, "counts": deals.counts, "early": early, "late": marks[-1][1],
                  "problems": [one.code for one in report.imports[0].problems]}))
"""


class Server:
    """HubSpot as far as a first load needs it, with its limit."""

    def __init__(self) -> None:
        self.asked, self.refused, self.times, self.lock = 0, 0, [], threading.Lock()

    def answer(self, request) -> Response:
        """Answer, or refuse when more than the limit came within the window."""
        with self.lock:
            now = time.monotonic()
            self.times = [one for one in self.times if one > now - WINDOW]
            if len(self.times) >= LIMIT:
                self.refused += 1
                told = {"status": "error", "errorType": "RATE_LIMIT", "policyName": "TEN_SECONDLY_ROLLING"}
                return Response(json.dumps(told), 429, content_type="application/json")
            self.times.append(now)
            self.asked += 1
        return Response(json.dumps(self._told(request)), content_type="application/json")

    def _told(self, request) -> dict:
        path = request.path
        if "/associations/" in path:
            linked = [{"from": one, "to": [{"toObjectId": int(one["id"]) % 999 + 1}]} for one in request.json["inputs"]]
            return {"results": linked}
        if path.endswith("/deals") and "/objects/" in path and request.args.get("archived") != "true":
            start, limit = int(request.args.get("after") or 0), int(request.args["limit"])
            more = {"paging": {"next": {"after": str(start + limit)}}} if start + limit < DEALS else {}
            return {"results": [deal(no) for no in range(start + 1, min(start + limit, DEALS) + 1)]} | more
        return {"results": [], "total": 0}


def deal(no: int) -> dict:
    """Return a deal with four stages behind it."""
    when = f"2026-{no % 11 + 1:02d}-{no % 28 + 1:02d}T{no % 24:02d}:{no % 60:02d}:01.123Z"
    clock = f"T{no % 24:02d}:{no % 60:02d}:00Z"
    history = [{"value": f"s{step}", "timestamp": f"2026-01-{step + 1:02d}{clock}"} for step in range(4)]
    told = {"dealname": f"Deal {no}", "amount": "1500.50", "deal_currency_code": "EUR", "pipeline": "p",
            "dealstage": "s3", "hs_is_closed": "false", "createdate": when, "hs_lastmodifieddate": when,
            "hubspot_owner_id": "7"}  # fmt: skip
    return {"id": str(no), "properties": told, "propertiesWithHistory": {"dealstage": history}, "updatedAt": when}


def top_speed(url: str) -> float:
    """Return the deals a second of a loop that reads pages and their links as fast as the limit lets it.

    Counted over two windows of the limit, from its first refusal on: what may be asked at once at the beginning would
    flatter a short loop.
    """
    session, pages, rows, began = requests.Session(), 0, 0, 0.0
    while not began or time.monotonic() - began < 2 * WINDOW:
        asked = {"limit": PAGE, "after": pages * PAGE, "propertiesWithHistory": "dealstage"}
        answer = session.get(f"{url}/crm/objects/2026-09/deals", params=asked, timeout=30)
        if answer.status_code == 429:
            began = began or time.monotonic()
            time.sleep(0.02)
            continue
        pages, rows = pages + 1, rows + len(answer.json()["results"]) * bool(began)
        if pages % (LINKED // PAGE) == 0:
            inputs = [{"id": str(one)} for one in range(LINKED)]
            for other in ("contacts", "companies"):
                path = f"{url}/crm/associations/2026-09/deals/{other}/batch/read"
                while session.post(path, json={"inputs": inputs}, timeout=30).status_code == 429:
                    time.sleep(0.02)
    return rows / (time.monotonic() - began)


def main() -> bool:
    """Load everything once; print deals a second against the server's own, and the memory."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server, http = Server(), HTTPServer(threaded=True)
    http.start()
    http.expect_request(re.compile(".*")).respond_with_handler(server.answer)
    url = http.url_for("").rstrip("/")
    top = top_speed(url)
    time.sleep(WINDOW)
    server.asked = server.refused = 0
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "RAPPORT_CRM_HUBSPOT_URL": url, "RAPPORT_CRM_HUBSPOT_TOKEN": "t", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", CHILD, f"{folder}/w.db"]
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    http.stop()
    told = json.loads(done.stdout)
    share, grown = DEALS / told["seconds"] / top, told["late"] - told["early"]
    print(f"{told['counts']} in {told['seconds']:.1f} s: {DEALS / told['seconds']:,.0f} deals a second")
    print(f"the server's own top speed under its limit: {top:,.0f} a second; share {share:.0%} (at least {SHARE:.0%})")
    print(f"questions {server.asked}, refused as too fast {server.refused}; problems {told['problems']}")
    print(
        f"memory {told['early']:.0f} MB after 10,000 deals, {told['late']:.0f} MB at the end (at most {MEMORY_MB} more)"
    )
    whole = told["counts"].get("deal") == DEALS and told["counts"].get("stage_change") == 4 * DEALS
    return whole and share >= SHARE and grown <= MEMORY_MB
