"""Two public CRM data sets through the mapper, as anybody would bring them in; their known figures come out exactly.

They are no part of this repository: RAPPORT_CRM_DATA names a folder with maven_crm and olist_funnel.
"""

import os
import sqlite3
from datetime import date
from pathlib import Path
from statistics import median

import pytest

from connectors.ingest import ingest
from connectors.mapper.mapping import of_json
from connectors.tabling import proposed
from data import crm_model, store

CRM = Path(os.environ.get("RAPPORT_CRM_DATA", "no public CRM tables"))
pytestmark = pytest.mark.skipif(not CRM.is_dir(), reason="RAPPORT_CRM_DATA names no folder with the public data sets")
MAVEN = ("sales_pipeline", "accounts", "sales_teams")
OLIST = ("olist_marketing_qualified_leads_dataset", "olist_closed_deals_dataset")


def days_between(first, last):
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def bring(folder, files, target):
    """Import tables as they are proposed; nobody mends a column."""
    store.prepare(target)
    for name in files:
        path = CRM / folder / f"{name}.csv"
        report = ingest(target, path, mapping=of_json(proposed(path)[0]["mapping"]))
        assert not [problem for one in report.imports for problem in one.problems]
    with store.writing(target) as conn:
        crm_model.rebuild(conn)
    conn = sqlite3.connect(target)
    return lambda sql: conn.execute(sql).fetchall()


@pytest.fixture(scope="module")
def maven(tmp_path_factory):
    return bring("maven_crm", MAVEN, tmp_path_factory.mktemp("maven") / "w.db")


@pytest.fixture(scope="module")
def olist(tmp_path_factory):
    return bring("olist_funnel", OLIST, tmp_path_factory.mktemp("olist") / "w.db")


def test_maven_counts(maven):
    counts = dict(maven("SELECT state, count(*) FROM sale_deal GROUP BY 1"))
    assert counts == {"won": 4_238, "lost": 2_473, "open": 2_089}
    assert round(100 * counts["won"] / (counts["won"] + counts["lost"]), 4) == 63.1501
    assert maven("SELECT sum(amount) FROM sale_deal WHERE state = 'won'") == [(1_000_553_400,)]


def test_maven_cycles(maven):
    found = maven("SELECT state, created_day, closed_day FROM sale_deal WHERE closed_day IS NOT NULL")
    lasted = [(state, days_between(first, last)) for state, first, last in found]
    assert median(days for state, days in lasted if state == "won") == 57
    assert median(days for state, days in lasted if state == "lost") == 14
    assert median(days for _, days in lasted) == 45


def test_maven_quirks(maven):
    assert maven("SELECT count(*) FROM deal WHERE created_at IS NULL") == [(500,)]  # prospecting without a day
    assert maven("SELECT count(*) FROM sale_deal WHERE customer_id IS NULL") == [(1_425,)]
    assert maven("SELECT count(*) FROM deal WHERE amount IS NULL AND closed_at IS NULL") == [(2_089,)]
    assert maven("SELECT count(*) FROM deal WHERE amount = 0") == [(0,)]  # lost ones had no price, not a price of 0
    assert maven("SELECT count(*) FROM deal WHERE product = 'GTX Pro'") == [(1_480,)]
    assert maven("SELECT count(*), sum(parent_id IS NOT NULL) FROM crm_company") == [(85, 15)]
    assert maven("SELECT count(*) FROM sale_company") == [(70,)]  # subsidiaries are their group's
    assert maven("SELECT count(*) FROM crm_user") == [(35,)]


def test_olist_conversion(olist):
    counted = olist(
        "SELECT l.source, count(*), count(d.id) FROM sale_lead l LEFT JOIN sale_deal d ON d.lead_id = l.id GROUP BY 1"
    )
    won = {source: (k, n, round(100 * k / n, 4)) for source, n, k in counted}
    assert sum(k for k, _, _ in won.values()) == 842
    assert sum(n for _, n, _ in won.values()) == 8_000
    assert won["social"] == (75, 1_350, 5.5556)
    assert (won["paid_search"][2], won["organic_search"][2], won["email"][2]) == (12.2951, 11.8031, 3.0426)
    assert (won[""][1], won["unknown"][1]) == (60, 1_099)  # nobody knew, and somebody typed that nobody knew


def test_olist_days(olist):
    found = olist("SELECT l.source, l.created_day, d.closed_day FROM sale_lead l JOIN sale_deal d ON d.lead_id = l.id")
    lasted = [(source, days_between(first, last)) for source, first, last in found]
    assert median(days for _, days in lasted) == 14
    assert median(days for source, days in lasted if source == "social") == 30
    assert min(days for _, days in lasted) == -2
    within = sum(days <= 90 for source, days in lasted if source == "social")
    assert round(100 * within / 1_350, 4) == 4.3704


def test_olist_of_2018(olist):
    sql = "SELECT count(*), count(d.id) FROM sale_lead l LEFT JOIN sale_deal d ON d.lead_id = l.id"
    assert olist(sql + " WHERE l.source = 'social' AND l.created_day >= '2018'") == [(1_051, 66)]


def test_olist_channels_are_proposed(olist):
    found = dict(olist("SELECT source, channel FROM sale_lead GROUP BY 1, 2"))
    assert found["social"] == "social"
    assert found["paid_search"] == "ads"
    assert found["organic_search"] == "search"
    assert found[""] == found["unknown"] == "unknown"
