"""What the linters cannot see: every module is listed, weighed, scoped; the tree holds nothing it should not."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from connectors.sources import CONNECTORS
from data import queries, records, schema, store
from data.scope import ROLES
from metrics.catalog import METRICS
from pages.menu import PAGES
from scoring.profile import PROFILE_RULES
from scoring.rules import RULES

ROOT = Path(__file__).resolve().parent.parent


def modules(folder: str) -> set[str]:
    """Return names of the modules and packages of a folder."""
    places = (ROOT / folder).iterdir()
    named = {p.stem for p in places if p.suffix == ".py" or (p / "__init__.py").exists()}
    return {name for name in named if not name.startswith("_")}


def constants(folder: str, name: str) -> set[str]:
    """Return names of the modules of a folder that end in a constant of that name."""
    found = set()
    for path in [*(ROOT / folder).glob("*.py"), *(ROOT / folder).glob("*/__init__.py")]:
        module = path.stem if path.stem != "__init__" else path.parent.name
        tree = ast.parse(path.read_text(encoding="utf-8"))
        targets = [t for node in tree.body if isinstance(node, ast.Assign) for t in node.targets]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            found.add(module)
    return found


def test_every_source_ends_in_its_connector_and_is_listed():
    assert constants("connectors/sources", "CONNECTOR") == modules("connectors/sources")
    assert len(CONNECTORS) == len(modules("connectors/sources"))
    assert len({connector.id for connector in CONNECTORS}) == len(CONNECTORS)


@pytest.mark.parametrize(
    ("folder", "listed"), [("scoring/rules", RULES), ("scoring/profile", PROFILE_RULES)], ids=["rules", "profile"]
)
def test_every_rule_ends_in_rule_and_is_listed(folder, listed):
    assert constants(folder, "RULE") == modules(folder)
    assert len(listed) == len(modules(folder))
    assert len({rule.id for rule in listed}) == len(listed)


def test_every_rule_is_weighed_and_tells_its_evidence():
    weights = tomllib.loads((ROOT / "scoring" / "weights.toml").read_text(encoding="utf-8"))
    text = repr(weights)
    for rule in (*RULES, *PROFILE_RULES):
        assert rule.id in text, rule.id
        assert rule.title, rule.id
        assert rule.why, rule.id
        assert rule.advice, rule.id


def test_every_page_is_listed_and_has_roles():
    assert constants("pages", "PAGE") == {page.render.__module__.split(".")[1] for page in PAGES}
    assert all(page.roles and set(page.roles) <= set(ROLES) for page in PAGES)


def test_every_figure_says_how_it_is_counted():
    assert all(metric.title and metric.how for metric in METRICS)
    assert len({metric.id for metric in METRICS}) == len(METRICS)


@pytest.mark.parametrize("name", queries.names())
def test_every_query_is_scoped_and_says_what_a_row_is(name):
    text = queries.sql(name)
    assert text.startswith("--")
    assert ":reps" in text, "a query without :reps shows everybody's rows"


def test_record_fields_are_the_columns_of_their_tables(tmp_path):
    path = tmp_path / "workspace.db"
    store.prepare(path)
    with store.reading(path) as conn:
        for record, table in records.TABLES.items():
            columns = tuple(row["name"] for row in conn.execute(f"PRAGMA table_info({table})"))
            assert columns == record._fields
        for table in (*schema.FACT_TABLES, *schema.DERIVED_TABLES):
            sql = conn.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
            assert "STRICT" in sql


def test_no_script_stands_where_streamlit_would_run_it_before_the_sign_in():
    """`pages/` must not lie beside the script that `st.App` runs; `pages/app.py` is that script."""
    assert 'st.App("pages/app.py"' in (ROOT / "dashboard.py").read_text(encoding="utf-8")
    assert not (ROOT / "pages" / "pages").exists()


def test_writes_stand_only_in_the_data_package():
    words = re.compile(r"\b(INSERT (OR \w+ )?INTO|DELETE FROM|UPDATE \w+ SET|CREATE TABLE)\b")
    for package in ("pages", "metrics", "scoring", "connectors"):
        for path in (ROOT / package).rglob("*.py"):
            assert not words.search(path.read_text(encoding="utf-8")), path


def test_readme_names_every_command_and_every_source():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for word in ("make run", "make test", "manage.py import", "manage.py report", "manage.py check", "manage.py demo"):
        assert word in readme
    assert (ROOT / "docs" / "team.png").exists()
