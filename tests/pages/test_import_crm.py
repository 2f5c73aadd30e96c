"""The CRM part of Import: what is connected, what a test says, how to connect one."""

import pytest
from streamlit.testing.v1 import AppTest

from data import store
from tests.connectors.crm.crm_servers import CrmServer, data, synced
from tests.connectors.crm.fake_hubspot import HubSpot


def page():

    from pages.imports import crm
    from pages.ui import session

    session.begin()
    crm.draw()


@pytest.fixture
def server(tmp_path, monkeypatch):
    db = tmp_path / "rapport.db"
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    monkeypatch.setenv("RAPPORT_DB", str(db))
    store.prepare(db)
    with CrmServer(HubSpot(deals=5, contacts=2)) as started:
        for name, value in started.env.items():
            monkeypatch.setenv(name, value)
        synced(started, db)
        yield started


def test_a_connected_crm_is_tested_with_one_click(server):
    at = AppTest.from_function(page, default_timeout=30).run()
    assert not at.exception
    assert "HubSpot" in "".join(one.body for one in at.get("html"))
    at.button(key="test_crm_hubspot").click().run()
    assert not at.exception
    assert "HubSpot answers." in "".join(one.body for one in at.get("html"))
    server.fail(lambda *_: data({}, 401), times=9)
    at.button(key="test_crm_hubspot").click().run()
    told = "".join(one.body for one in at.get("html"))
    assert "HubSpot refuses the access token" in told
    assert "5ecret" not in told
