"""`manage.py sync`: exit statuses, JSON, plain words."""

import json

import pytest
from click.testing import CliRunner

from connectors.crm import http
from manage import cli
from tests.connectors.crm.crm_servers import SECRET, CrmServer, data
from tests.connectors.crm.fake_hubspot import HubSpot


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    monkeypatch.setenv("RAPPORT_DB", str(tmp_path / "rapport.db"))
    monkeypatch.setattr(http, "TRIES", 1)
    with CrmServer(HubSpot(deals=12, contacts=3)) as started:
        for name, value in started.env.items():
            monkeypatch.setenv(name, value)
        yield started


def manage(*args):
    result = CliRunner().invoke(cli, [*args])
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert SECRET not in result.output
    return result


def test_sync_tells_what_came_as_an_import_does(server):
    result = manage("sync", "hubspot", "--json")
    told = json.loads(result.stdout)
    assert next(one for one in told["files"] if one["name"] == "deals")["counts"]["deal"] == 12
    assert told["refresh"]["seconds"]
    assert "12 deal" in manage("sync", "hubspot", "--full").output
    assert "HubSpot" in manage("imports").output


def test_a_token_that_is_refused_ends_with_status_2_and_the_reason(server):
    server.fail(lambda *_: data({"message": f"{SECRET} is wrong"}, 401), times=99)
    result = manage("sync", "hubspot")
    assert result.exit_code == 2
    assert "HubSpot refuses the access token. Make a new one" in result.stderr


def test_a_part_that_fails_ends_with_status_1(server):
    server.fail(lambda *_: data({}, 403), times=99, when=lambda request: "/companies" in request.path)
    assert manage("sync", "hubspot", "--no-refresh").exit_code == 1


def test_what_is_not_set_up_or_unknown_is_said(server, monkeypatch):
    monkeypatch.setenv("RAPPORT_CRM_HUBSPOT_TOKEN", "")
    result = manage("sync", "hubspot")
    assert (result.exit_code, "RAPPORT_CRM_HUBSPOT_TOKEN" in result.stderr) == (2, True)
    result = manage("sync", "zoho")
    assert (result.exit_code, "hubspot" in result.stderr) == (2, True)
