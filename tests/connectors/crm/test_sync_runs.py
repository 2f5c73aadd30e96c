"""Synchronising in general: one permanent import, secrets that never show, giving a connection up."""

import json
import logging
from pathlib import Path

import pytest

from connectors.crm import CRMS
from connectors.crm.config import NotConnectedError, connection
from connectors.crm.errors import ApiError
from connectors.crm.http import Header
from data import imports, store
from tests.connectors.crm.crm_servers import SECRET, CrmServer, data, dump, prepared, synced
from tests.connectors.crm.fake_hubspot import HubSpot

HUBSPOT = CRMS["hubspot"].place
BITRIX = "https://firm.bitrix24.example/rest/1/abcdef0123456789/"


@pytest.fixture
def server():
    with CrmServer(HubSpot(deals=60, contacts=5)) as started:
        yield started


def test_a_connection_is_one_import_which_can_be_taken_back(server, tmp_path):
    db = prepared(tmp_path)
    first, second = synced(server, db), synced(server, db)
    assert first.imports[0].import_id == second.imports[0].import_id
    told = dump(db)
    with store.writing(db) as conn:
        imports.undo(conn, first.imports[0].import_id)
        assert conn.execute("SELECT count(*) FROM sync_state").fetchone()[0] == 0
    assert not any(dump(db).values())
    third = synced(server, db)
    assert third.imports[0].import_id != first.imports[0].import_id
    assert dump(db) == told


def test_the_report_has_the_shape_of_an_import(server, tmp_path):
    told = synced(server, prepared(tmp_path)).as_json()
    assert set(told) >= {"files", "owner", "period", "imports"}
    deals = next(one for one in told["files"] if one["name"] == "deals")
    assert deals["counts"] == {"deal": 60, "stage_change": 120}
    assert deals["new"] == 180


def test_no_secret_is_ever_shown(server, tmp_path, caplog):
    """Servers that repeat the token in their errors, and everything that is logged meanwhile."""
    caplog.set_level(logging.DEBUG)
    server.fail(lambda *_: data({"message": f"bad token {SECRET}", "category": "X"}, 400), at=4, times=99)
    report = synced(server, prepared(tmp_path))
    told = json.dumps(report.as_json()) + caplog.text
    assert "bad token" in told
    assert SECRET not in told
    assert SECRET not in repr(Header("Authorization", SECRET)) + repr(connection(HUBSPOT, server.env, Path("/none")))


def test_an_answer_of_another_shape_stores_nothing_and_forgets_nothing(server, tmp_path):
    db = prepared(tmp_path)
    synced(server, db)
    told = dump(db)
    server.fail(lambda *_: data({"results": {}}), times=999)
    assert synced(server, db).status == 1
    assert dump(db) == told


def test_a_redirect_is_not_followed(server, tmp_path):
    with CrmServer(HubSpot()) as other:
        away = other.http.url_for("/crm/owners/2026-09")
        server.fail(lambda *_: data({}, 301, Location=away), times=999)
        report = synced(server, prepared(tmp_path))
        assert report.imports[0].problems[0].code == "crm-moved"
        assert other.log == []
    assert len(server.log) == 1


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({}, "no-token"),
        ({"RAPPORT_CRM_HUBSPOT_TOKEN": "a b"}, "bad-token"),
        ({"RAPPORT_CRM_HUBSPOT_TOKEN": "t", "RAPPORT_CRM_HUBSPOT_URL": "http://api.example"}, "plain-http"),
        ({"RAPPORT_CRM_HUBSPOT_TOKEN": "t", "RAPPORT_CRM_HUBSPOT_URL": "api.example"}, "bad-url"),
        ({"RAPPORT_CRM_HUBSPOT_TOKEN": "t", "RAPPORT_CRM_HUBSPOT_URL": "https://a.example/?x=1"}, "bad-url"),
    ],
)
def test_what_is_wrong_with_the_settings_is_said(env, code):
    with pytest.raises(NotConnectedError) as caught:
        connection(HUBSPOT, env, Path("/none"))
    assert caught.value.code == code
    assert "{" not in str(caught.value)


def test_plain_http_is_for_the_environment_only(tmp_path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('RAPPORT_CRM_HUBSPOT_TOKEN = "t"\nRAPPORT_CRM_HUBSPOT_URL = "http://127.0.0.1:1"\n')
    with pytest.raises(NotConnectedError):
        connection(HUBSPOT, {}, secrets)
    assert connection(HUBSPOT, {"RAPPORT_CRM_HUBSPOT_URL": "http://127.0.0.1:1"}, secrets).token == "t"


def test_errors_tell_the_crm_the_cause_and_what_to_do():
    told = str(ApiError("unauthorised", crm="HubSpot"))
    assert "HubSpot" in told
    assert "Make a new one" in told
