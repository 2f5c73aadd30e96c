"""HubSpot as far as its documents tell: lists, searches with filters, associations, the bin."""

from connectors.crm.values import instant
from tests.connectors.crm.crm_servers import data

SHARED = "2026-11-01T10:00:00.123Z"


def stamp(no):
    return f"2026-11-01T{9 + no // 3600:02d}:{no // 60 % 60:02d}:{no % 60:02d}.{no % 1000:03d}Z"


class HubSpot:
    name, base = "hubspot", ""

    def __init__(self, deals=130, same=0, contacts=120):
        self.searches = 0
        self.tables = {"deals": [], "contacts": [], "companies": [], "owners": [], "tickets": [], "calls": []}
        self.bin = {}
        for no in range(1, deals + 1):
            self.tables["deals"].append(self.deal(no, SHARED if no <= same else stamp(no)))
        for no in range(1, contacts + 1):
            told = {
                "firstname": f"F{no}", "lastname": f"L{no}", "email": f"P{no}@Example.com", "phone": "+49 30 1234567",
                "lifecyclestage": "lead", "hs_analytics_source": "SOCIAL_MEDIA", "hs_lead_status": "",
                "hs_linkedin_url": f"https://linkedin.com/in/p{no}", "lastmodifieddate": stamp(no),
                "createdate": stamp(no), "hubspot_owner_id": "7", "associatedcompanyid": "9",
            }  # fmt: skip
            self.tables["contacts"].append({"id": str(1000 + no), "properties": told, "updatedAt": stamp(no)})
        firm = {"name": "Acme", "domain": "https://www.acme.example/x", "hs_lastmodifieddate": stamp(1)}
        self.tables["companies"].append({"id": "9", "properties": firm, "createdAt": stamp(1)})
        complaint = {"subject": "Late", "hs_ticket_category": "COMPLAINT", "hs_lastmodifieddate": stamp(5)}
        self.tables["tickets"].append({"id": "70", "properties": complaint, "createdAt": stamp(2)})
        call = {"hs_call_title": "First call", "hs_timestamp": stamp(9), "hs_lastmodifieddate": stamp(9),
                "hs_call_direction": "OUTBOUND", "hs_call_status": "COMPLETED"}  # fmt: skip
        self.tables["calls"].append({"id": "80", "properties": call})
        self.owners = [{"id": "7", "firstName": "Ann", "lastName": "Poe", "email": "Ann@Firm.example"}]

    def deal(self, no, when):
        told = {
            "dealname": f"Deal {no}", "amount": "1500.50", "deal_currency_code": "EUR", "pipeline": "default",
            "dealstage": "closedwon" if no % 5 == 0 else "talk", "hs_is_closed": str(no % 5 == 0).lower(),
            "hs_is_closed_won": str(no % 5 == 0).lower(), "createdate": stamp(no), "hs_lastmodifieddate": when,
            "hubspot_owner_id": "7", "closedate": "2027-01-31T00:00:00Z", "dealtype": "newbusiness",
            "hs_analytics_source": "SOCIAL_MEDIA",
        }  # fmt: skip
        history = [{"value": told["dealstage"], "timestamp": "2026-11-02T10:00:00.5Z"},
                   {"value": "new", "timestamp": "2026-10-01T08:00:00Z"}]  # fmt: skip
        row = {"id": str(no), "properties": told, "createdAt": stamp(no), "updatedAt": when, "archived": False}
        return {**row, "propertiesWithHistory": {"dealstage": history}}

    def touch(self):
        """Change, add and delete rows, as people do."""
        row = self.tables["deals"][2]
        row["properties"] |= {"dealname": "Renamed", "hs_lastmodifieddate": "2026-11-03T00:00:00Z"}
        self.tables["deals"].append(self.deal(5000, "2026-11-03T00:00:01Z"))
        gone = self.tables["deals"].pop(6)
        self.bin["deals"] = [{**gone, "archived": True, "archivedAt": "2026-11-03T00:00:02Z"}]

    def answer(self, request):
        if request.headers.get("Authorization") != "Bearer tok-5ecretvalue":
            return data({"status": "error", "category": "INVALID_AUTHENTICATION", "message": "no"}, 401)
        steps = [step for step in request.path.split("/") if step]
        what, kind = steps[1], steps[3] if len(steps) > 3 else ""
        if what == "owners":
            return data({"results": self.owners if request.args.get("archived", "false") == "false" else []})
        if what == "pipelines":
            stages = [{"id": "new", "label": "New", "displayOrder": 0, "metadata": {"probability": "0.1"}},
                      {"id": "talk", "label": "Talk", "displayOrder": 1, "metadata": {"probability": "0.5"}},
                      {"id": "closedwon", "label": "Won", "displayOrder": 2,
                       "metadata": {"probability": "1.0", "isClosed": "true"}}]  # fmt: skip
            return data({"results": [{"id": "default", "label": "Sales", "stages": stages}]})
        if what == "properties":
            rows = self.tables.get(kind) or [{"properties": {}}]
            names = {name for row in rows for name in row["properties"]} | {"hs_lastmodifieddate"}
            return data({"results": [{"name": name} for name in sorted(names)]})
        if what == "associations":
            asked = [one["id"] for one in request.json["inputs"]]
            linked = [{"from": {"id": one}, "to": [{"toObjectId": 1001 if steps[4] == "contacts" else 9}]}
                      for one in asked if steps[4] in ("contacts", "companies") and int(one) % 2]  # fmt: skip
            return data({"results": linked, "numErrors": 1, "errors": [{"category": "OBJECT_NOT_FOUND"}]}, 207)
        return self._objects(request, kind, steps[4:])

    def _objects(self, request, kind, rest):
        rows = self.tables.get(kind, [])
        if rest == ["search"]:
            return self._search(request.json, kind, rows)
        if rest == ["batch", "read"]:
            asked = {one["id"] for one in request.json["inputs"]}
            return data({"results": [row for row in rows if row["id"] in asked]})
        if request.args.get("archived") == "true":
            rows = self.bin.get(kind, [])
        start, limit = int(request.args.get("after") or 0), min(int(request.args["limit"]), 100)
        more = {"paging": {"next": {"after": str(start + limit)}}} if start + limit < len(rows) else {}
        return data({"results": rows[start : start + limit]} | more)

    def _search(self, asked, kind, rows):
        self.searches += 1
        start, limit = int(asked.get("after") or 0), min(asked["limit"], 200)
        if start + limit > 10_000:
            return data({"status": "error", "category": "VALIDATION_ERROR", "message": "too far"}, 400)
        value = {"hs_object_id": lambda row: int(row["id"])}
        for group in asked["filterGroups"]:
            for one in group["filters"]:
                get = value.get(
                    one["propertyName"], lambda row, at=one["propertyName"]: instant(row["properties"].get(at))
                )
                than = int(one["value"])
                keep = {"GTE": lambda x, y: x >= y, "GT": lambda x, y: x > y, "EQ": lambda x, y: x == y}[
                    one["operator"]
                ]
                rows = [row for row in rows if keep(get(row) or 0, than)]
        for one in asked["sorts"]:
            get = value.get(
                one["propertyName"], lambda row, at=one["propertyName"]: instant(row["properties"].get(at)) or 0
            )
            rows = sorted(rows, key=get, reverse=one["direction"] == "DESCENDING")
        more = {"paging": {"next": {"after": str(start + limit)}}} if start + limit < len(rows) else {}
        return data({"total": len(rows), "results": rows[start : start + limit]} | more)
