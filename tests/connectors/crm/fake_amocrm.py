"""amoCRM as its documents tell: 204 for nothing, a `next` that leads nowhere, `with` that gates, unix seconds."""

from werkzeug import Response

from tests.connectors.crm.crm_servers import SECRET, data

BEGIN = 1_788_000_000


class AmoCrm:
    name, base, page = "amocrm", "", 40

    def __init__(self, deals=130, same=0):
        self.leads = [self.deal(no, BEGIN if no <= same else BEGIN + no) for no in range(1, deals + 1)]
        self.contacts = [
            {"id": 2000 + no, "name": f"P {no}", "responsible_user_id": 7, "created_at": BEGIN,
             "updated_at": BEGIN + no,
             "custom_fields_values": [
                 {"field_code": "EMAIL", "values": [{"value": f"P{no}@x.example"}]},
                 {"field_code": "PHONE", "values": [{"value": "+7 495 123-45-67"}]},
                 {"field_name": "LinkedIn", "values": [{"value": f"linkedin.com/in/p{no}"}]}],
             "_embedded": {"companies": [{"id": 3}]}}
            for no in range(1, 60)
        ]  # fmt: skip
        self.companies = [{"id": 3, "name": "Acme", "updated_at": BEGIN, "created_at": BEGIN}]
        self.tasks = [{"id": 4, "text": "Call", "task_type_id": 1, "entity_type": "leads", "entity_id": 1,
                       "is_completed": True, "updated_at": BEGIN, "created_at": BEGIN}]  # fmt: skip
        self.moves = [self.event(no) for no in range(1, deals + 1)]

    def deal(self, no, when):
        status = 142 if no % 5 == 0 else 143 if no % 7 == 0 else 1001
        return {
            "id": no, "name": f"Deal {no}", "price": 1500, "status_id": status, "pipeline_id": 31, "created_at": BEGIN,
            "updated_at": when, "closed_at": BEGIN + 9 if status < 200 else None, "responsible_user_id": 7,
            "is_deleted": False, "custom_fields_values": None,
        }  # fmt: skip

    def event(self, no):
        after = [{"lead_status": {"id": self.leads[no - 1]["status_id"], "pipeline_id": 31}}]
        return {"id": f"e{no}", "type": "lead_status_changed", "entity_id": no, "created_by": 7,
                "created_at": BEGIN + no, "value_after": after}  # fmt: skip

    def touch(self):
        self.leads[2] |= {"name": "Renamed", "updated_at": BEGIN + 90_000}
        self.leads.append(self.deal(5000, BEGIN + 90_001))
        del self.leads[6]

    def answer(self, request):
        if request.headers.get("Authorization") != f"Bearer {SECRET}":
            return data({"title": "Unauthorized", "status": 401}, 401)
        path = request.path.removeprefix("/api/v4/")
        if path == "account":
            return data({"id": 1, "name": "Firm", "currency": "RUB"})
        if path == "leads/pipelines":
            statuses = [
                {"id": 1001, "name": "Talk", "sort": 10},
                {"id": 142, "name": "Won"},
                {"id": 143, "name": "Lost"},
            ]
            return data(
                {"_embedded": {"pipelines": [{"id": 31, "name": "Sales", "_embedded": {"statuses": statuses}}]}}
            )
        new = {"uid": "u1", "category": "forms", "source_name": "Site", "created_at": BEGIN,
               "_embedded": {"leads": [{"id": 5}], "contacts": [{"id": 2001}]}}  # fmt: skip
        rows = {
            "users": [{"id": 7, "name": "Ann", "email": "ann@x.example", "rights": {"is_active": True}}],
            "sources": [{"id": 55, "name": "Telegram bot"}], "leads/unsorted": [new], "events": self.moves[::-1],
            "leads": self.leads, "contacts": self.contacts, "companies": self.companies, "tasks": self.tasks,
        }[path]  # fmt: skip
        return self._listed(request.args, path, rows)

    def _listed(self, args, path, rows):
        if (since := args.get("filter[updated_at][from]")) is not None:
            rows = [row for row in rows if row["updated_at"] >= int(since)]
        if (since := args.get("filter[created_at][from]")) is not None:
            rows = [row for row in rows if row["created_at"] >= int(since)]
        if ids := {value for name, value in args.items() if name.startswith("filter[id]")}:
            rows = [row for row in rows if str(row["id"]) in ids]
        if order := args.get("order[updated_at]"):
            rows = sorted(rows, key=lambda row: row["updated_at"], reverse=order == "desc")
        limit, page = min(int(args.get("limit", 50)), self.page), int(args.get("page", 1))
        rows = rows[(page - 1) * limit : page * limit]
        if not rows:
            return Response(status=204)
        if path == "leads" and "contacts" in args.get("with", ""):
            people = [{"id": 2002, "is_main": False}, {"id": 2001, "is_main": True}]
            more = {"companies": [{"id": 3}], "contacts": people, "loss_reason": [{"name": "price"}]}
            rows = [row | {"source_id": 55, "_embedded": more} for row in rows]
        links = {"next": {"href": "https://x.example/next"}} if len(rows) == limit else {}
        name = path.rpartition("/")[2]
        return data({"_page": page, "_links": links, "_embedded": {name: rows}})
