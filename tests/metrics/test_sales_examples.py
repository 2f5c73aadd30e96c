"""Sales figures of the small cases worked out by hand."""

from collections import defaultdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sales_frames import case, frame

from data import sale_rules
from metrics.sales import cohorts, leads, money, times, work
from metrics.sales.days import month_after


def test_new_leads_by_channel():
    given, params, expected = case("new_leads_by_channel")
    zone = ZoneInfo(params["tz"])

    def day(text: str) -> str:
        at = datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
        return at.astimezone(zone).date().isoformat()

    rows = [
        {"id": one["id"], "channel": one["channel"], "created_day": day(one["created_utc"])}
        for one in given["leads"]
        if not one["merged_into"] and not one["test"]
    ]
    assert leads.by_month(frame("lead", *rows)) == expected


def test_lead_to_opportunity():
    given, params, expected = case("lead_to_opportunity")
    rows = [{**one, "created_day": one["created"], "opp_day": one["opp_created"]} for one in given["leads"]]
    keep = ("id", "channel", "created_day", "opp_day")
    told = frame("lead", *({key: row[key] for key in keep} for row in rows))
    for channel, own in told.groupby("channel"):
        found = cohorts.cohort(cohorts.to_opportunity(own, params["as_of"], params["window_days"]))
        wanted = expected[channel]
        assert (found.n, found.k, found.late, found.immature) == tuple(
            wanted[key] for key in ("n", "k", "late", "immature")
        )
        assert found.k / found.n == pytest.approx(wanted["rate"], abs=1e-4)


def test_worked_opportunities():
    given, params, expected = case("worked_opportunities")
    rows = []
    for one in given["opps"]:
        for month in one["activity_months"]:
            if not sale_rules.open_in(one["opened"], one["closed"], month):
                continue
            rate = 1.0 if one["currency"] == params["base"] else params["fx"][one["currency"]].get(month)
            base = one["amount"] * rate if one["amount"] is not None and rate is not None else None
            rows.append({"deal_id": one["id"], "month": month, "amount": one["amount"], "base_amount": base})
    told = frame("work", *rows)
    for month, wanted in expected.items():
        found = work.worked(told[told["month"] == month])
        assert (found.n, found.volume, found.no_amount) == (wanted["n"], wanted["volume"], wanted["no_amount"])
    assert work.worked(told).n == 3, "not additive over months: o1 is one opportunity"


def test_worked_to_closed():
    given, params, expected = case("worked_to_closed")
    rows = [
        {
            "id": one["id"],
            "worked_day": one["first_worked"],
            "state": one["outcome"] or "open",
            "closed_day": one["outcome_date"],
        }
        for one in given["opps"]
    ]
    told = frame("deal", *rows)
    told = told[told["worked_day"].str.startswith(params["cohort"])]
    found = cohorts.cohort(cohorts.worked_to_won(told, params["as_of"], params["window_days"]))
    assert (found.n, found.k, found.late) == (expected["n"], expected["won_in_window"], expected["won_late"])
    assert found.k / found.n == expected["conversion"]
    won, decided = cohorts.decided(told)
    assert won / decided == expected["win_rate_of_decided"]
    assert (decided - won, len(told) - decided) == (expected["lost"], expected["open"])


def test_profit_by_type():
    given, params, expected = case("profit_by_type")
    rows = given["deals"]
    sales = [sale_rules.Sale(one["id"], one["customer"], one["won_date"], one["product"]) for one in rows]
    types = sale_rules.types(sales, params["winback_gap_months"])
    told = frame(
        "money",
        *(
            {"id": one["id"], "type": types[one["id"]], "received": one["received"], "cost": one["direct_cost"]}
            for one in rows
        ),
    )
    by_type = {name: money.profit(own).profit for name, own in told.groupby("type")}
    assert {**by_type, "total": money.profit(told).profit} == expected


def test_cost_per_lead():
    given, _, expected = case("cost_per_lead")
    totals: dict[str, float] = defaultdict(float)
    for one in given["channels"]:
        cost = money.hours_cost(one["spend"], one["hours"], one["rate"])
        assert money.per_case(cost, one["leads"]) == expected[one["channel"]]
        totals["cost"] += cost
        totals["leads"] += one["leads"]
    assert money.per_case(totals["cost"], int(totals["leads"])) == expected["all"]
    assert money.per_case(None, 5) is None


def test_sales_cycle():
    given, _, expected = case("sales_cycle_km")
    start = datetime(2026, 1, 1, tzinfo=UTC).date()
    as_of = "2026-12-31"
    rows = []
    for one in given["deals"]:
        from datetime import date, timedelta

        began = start if one["won"] else date.fromisoformat(as_of) - timedelta(days=one["days"])
        closed = (began + timedelta(days=one["days"])).isoformat() if one["won"] else None
        state = "won" if one["won"] else "open"
        rows.append({"id": one["id"], "state": state, "created_day": began.isoformat(), "closed_day": closed})
    told = frame("deal", *rows)
    curve, unknown = times.cycle(told, as_of)
    assert (curve.quantile(), unknown) == (expected["median_days_km"], 0)
    assert [list(step) for step in curve.steps] == [pytest.approx(step) for step in expected["survival"]]
    closed = sorted(times.closed_only(told, ["won"]))
    assert closed[len(closed) // 2] == expected["naive_median_won"]


def test_stage_time():
    given, params, expected = case("stage_time")
    found = []
    for deal in ("1", "2"):
        steps = [(one["stage"], one["entered"]) for one in given["history"] if one["deal"] == deal]
        found += sale_rules.stays(deal, steps, ends=["won"])
    told = times.stayed(
        frame(
            "stay",
            *({"deal_id": one.deal_id, "stage": one.stage, "over": one.over, "since_day": one.since} for one in found),
        ),
        params["as_of"],
    )
    for deal in ("1", "2"):
        own = told[told["deal_id"] == deal]
        assert dict(zip(own["stage"], own["days"], strict=True)) == expected[deal]
    still = told[~told["closed"]]
    assert [[row.deal_id, row.stage] for row in still.itertuples()] == expected["censored"]
    assert sum(one.entries - 1 for one in found if one.deal_id == "1") == expected["re_entries"]["1"]


def test_months():
    assert [month_after(month) for month in ("2026-01", "2026-12")] == ["2026-02", "2027-01"]
    assert sale_rules.months_on("2024-02-29", 12) == "2025-02-28"
    assert sale_rules.months_on("2025-10-31", 1) == "2025-11-30"
    assert sale_rules.months_on("2025-12-31", 12) == "2026-12-31"
