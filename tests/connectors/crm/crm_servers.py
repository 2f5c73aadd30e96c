"""CRMs on loopback that misbehave on demand, and what tests ask of any of them."""

import json
import logging
import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from pytest_httpserver import HTTPServer
from werkzeug import Response

from connectors.crm import CRMS, sync
from connectors.crm.config import connection
from data import store
from data.crm_records import CRM_TABLES

logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
SECRET = "tok-5ecretvalue"
ROOT = Path(__file__).parents[3]


def data(told, status=200, **headers):
    """Return data as an answer."""
    return Response(json.dumps(told), status, headers, content_type="application/json")


class CrmServer:
    """A fake CRM behind a real socket: `fake.answer(request)` answers, faults spoil what they match, all is logged."""

    def __init__(self, fake):
        self.fake, self.log, self.faults, self.kill = fake, [], [], None

    def __enter__(self):
        self.http = HTTPServer(threaded=True)
        self.http.start()
        self.http.expect_request(re.compile(".*")).respond_with_handler(self._answer)
        return self

    def __exit__(self, *_):
        self.http.clear()
        self.http.stop()

    @property
    def env(self):
        name = f"RAPPORT_CRM_{self.fake.name.upper()}"
        url = self.http.url_for(self.fake.base)
        return {f"{name}_URL": url, f"{name}_TOKEN": "" if CRMS[self.fake.name].place.secret_in_url else SECRET}

    def fail(self, fault, at=None, times=1, when=None):
        """Spoil the answer no. `at` (of all from the first one), or those that `when` matches, so many times."""
        self.faults.append({"fault": fault, "at": at, "times": times, "when": when})

    def heal(self):
        """Answer well again; count from the beginning."""
        self.faults, self.log = [], []

    def _answer(self, request):
        no = len(self.log)
        told = request.get_data()
        self.log.append((request.method, request.path, request.args.to_dict(), dict(request.headers), told))
        if self.kill and self.kill[1] == no:
            os.kill(self.kill[0].pid, signal.SIGKILL)
        for one in self.faults:
            if (
                one["times"] > 0
                and (one["at"] is None or no >= one["at"])
                and (not one["when"] or one["when"](request))
            ):
                one["times"] -= 1
                return one["fault"](request, self.fake.answer)
        return self.fake.answer(request)


def prepared(folder, name="w.db"):
    """Return an empty workspace."""
    store.prepare(folder / name)
    return folder / name


def synced(server, db, **options):
    """Synchronise without waiting, and return the report."""
    crm = CRMS[server.fake.name]
    place = connection(crm.place, server.env, Path("/nonexistent"))
    return sync.sync(db, crm, place, **{"sleep": lambda _: None, "pace": 1e9, "read": 5.0, "whole": 6.0} | options)


def dump(db):
    """Return all facts."""
    with sqlite3.connect(db) as conn:
        return {table: sorted(conn.execute(f"SELECT * FROM {table}")) for table in CRM_TABLES.values()}


def codes(report):
    """Return the codes of all problems."""
    return [problem.code for one in report.imports for problem in one.problems]


CHILD = """
import sys
from pathlib import Path
from connectors.crm import CRMS, sync
from connectors.crm.config import connection
crm = CRMS[sys.argv[1]]
sync.sync(Path(sys.argv[2]), crm, connection(crm.place, None, Path("/nonexistent")), sleep=lambda _: None, pace=1e9)
"""


def killed(server, db, no):
    """Synchronise in a process of its own that is killed, beyond help, when it asks question no. `no`."""
    server.heal()
    env = {**os.environ, **server.env, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CHILD, server.fake.name, str(db)]
    child = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server.kill = (child, no)
    code = child.wait(60)
    server.kill = None
    server.heal()
    return code
