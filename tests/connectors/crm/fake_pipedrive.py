"""Pipedrive as far as its documents tell: opaque cursors, archived deals apart, `data: null`, changelogs."""

import base64
from datetime import datetime

from tests.connectors.crm.crm_servers import SECRET, data


def stamp(no, day=1):
    return f"2026-11-{day:02d}T{9 + no // 3600:02d}:{no // 60 % 60:02d}:{no % 60:02d}Z"


def seconds(text):
    return datetime.fromisoformat(text).timestamp()


class Pipedrive:
    name, base, page = "pipedrive", "/api/v2", 40

    def __init__(self, deals=130):
        self.deals = [self.deal(no) for no in range(1, deals + 1)]
        self.archived = [self.deal(no) | {"is_archived": True} for no in range(9001, 9006)]
        self.deleted = []
        self.persons = [
            {"id": no, "name": f"P {no}", "emails": [{"value": f"P{no}@x.example", "primary": True}], "phones": None,
             "org_id": 3, "owner_id": 7, "add_time": stamp(no), "update_time": stamp(no),
             "custom_fields": {"a" * 40: f"https://linkedin.com/in/p{no}", "b" * 40: None}}
            for no in range(1, 60)
        ]  # fmt: skip
        self.organizations = [{"id": 3, "name": "Acme", "owner_id": 7, "add_time": stamp(1), "update_time": stamp(1)}]
        self.leads = [
            {"id": f"0b2e-{no:04d}", "title": f"Lead {no}", "person_id": 1, "organization_id": 3, "owner_id": 7,
             "source_name": "LinkedIn", "is_archived": False, "channel": None, "origin": "ManuallyCreated",
             "add_time": stamp(no), "update_time": stamp(no)}
            for no in range(1, 50)
        ]  # fmt: skip
        self.activities = [{"id": 5, "subject": "Call", "type": "call", "done": True, "deal_id": 1, "person_id": 1,
                            "due_date": "2026-11-01", "update_time": stamp(4), "add_time": stamp(4)}]  # fmt: skip

    def deal(self, no):
        state = "won" if no % 5 == 0 else "lost" if no % 7 == 0 else "open"
        return {
            "id": no, "title": f"Deal {no}", "value": 1500.5, "currency": "EUR", "status": state, "stage_id": 2,
            "pipeline_id": 1, "person_id": 1 + no % 5, "org_id": 3, "owner_id": 7, "channel": 55, "origin": "API",
            "add_time": stamp(no % 4000), "update_time": stamp(no % 4000, 2), "stage_change_time": stamp(no % 4000, 2),
            "won_time": stamp(9, 2) if state == "won" else None, "lost_time": stamp(8, 2) if state == "lost" else None,
            "lost_reason": "price" if state == "lost" else None, "is_deleted": False,
            "source_lead_id": "0b2e-0001" if no == 1 else None, "expected_close_date": "2027-01-31",
        }  # fmt: skip

    def touch(self):
        self.deals[2] |= {"title": "Renamed", "update_time": stamp(0, 5)}
        self.deals.append(self.deal(5000) | {"update_time": stamp(1, 5)})
        gone = self.deals.pop(6)
        self.deleted.append(gone | {"status": "deleted", "update_time": stamp(2, 5), "is_deleted": True})

    def answer(self, request):
        if request.headers.get("x-api-token") != SECRET:
            return data({"success": False, "error": "unauthorized access", "errorCode": 401}, 401)
        path = request.path.replace("/api/v2/", "").replace("/api/", "")
        one = {
            "v1/users": [{"id": 7, "name": "Ann", "email": "Ann@Firm.example", "active_flag": True}],
            "v1/users/me": {"company_name": "Firm"},
        }
        if path in one:
            return data({"success": True, "data": one[path]})
        if path.endswith("/changelog"):
            return self._changelog(request, int(path.split("/")[2]))
        if path.startswith("v1/"):
            options = [{"key": "channel", "options": [{"id": 55, "label": "LinkedIn"}]}]
            rows = {"v1/leads": self.leads, "v1/leads/archived": [], "v1/dealFields": options}[path]
            return self._v1(request, rows)
        rows = {
            "deals": self.deals, "deals/archived": self.archived, "persons": self.persons,
            "organizations": self.organizations, "activities": self.activities,
            "pipelines": [{"id": 1, "name": "Sales"}],
            "stages": [{"id": 1, "name": "New", "pipeline_id": 1, "order_nr": 1},
                       {"id": 2, "name": "Talk", "pipeline_id": 1, "order_nr": 2}],
        }[path]  # fmt: skip
        if request.args.get("status") == "deleted":
            rows = self.deleted
        return self._v2(request, rows)

    def _kept(self, request, rows):
        if since := request.args.get("updated_since"):
            rows = [row for row in rows if seconds(row["update_time"]) >= seconds(since)]
        if ids := request.args.get("ids"):
            rows = [row for row in rows if str(row["id"]) in ids.split(",")]
        if "update_time" in request.args.get("sort_by", request.args.get("sort", "")):
            down = "desc" in (request.args.get("sort_direction", "") + request.args.get("sort", "")).lower()
            rows = sorted(rows, key=lambda row: row["update_time"], reverse=down)
        return rows

    def _v2(self, request, rows):
        rows, start = self._kept(request, rows), 0
        if cursor := request.args.get("cursor"):
            try:
                start = int(base64.b64decode(cursor, validate=True).decode().removeprefix("at:"))
            except ValueError:
                return data({"success": False, "error": "bad cursor"}, 400)
        limit = min(int(request.args.get("limit", 100)), self.page)
        more = base64.b64encode(f"at:{start + limit}".encode()).decode() if start + limit < len(rows) else None
        return data({"success": True, "data": rows[start : start + limit], "additional_data": {"next_cursor": more}})

    def _v1(self, request, rows):
        rows, start, limit = self._kept(request, rows), int(request.args["start"]), min(int(request.args["limit"]), 20)
        more = start + limit < len(rows)
        told = {"start": start, "limit": limit, "more_items_in_collection": more}
        told |= {"next_start": start + limit} if more else {}
        page = rows[start : start + limit] or None
        return data({"success": True, "data": page, "additional_data": {"pagination": told}})

    def _changelog(self, request, no):
        rows = [{"field_key": "title", "old_value": "a", "new_value": "b", "time": "2026-11-01 10:44:11"},
                {"field_key": "stage_id", "old_value": "1", "new_value": "2", "actor_user_id": 7,
                 "time": stamp(no % 4000, 2).replace("T", " ").rstrip("Z")}]  # fmt: skip
        cursor = "always" if no == 2 else None  # the page that never ends
        return data({"success": True, "data": rows, "additional_data": {"next_cursor": cursor}})
