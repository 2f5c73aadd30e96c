"""Bitrix24 as its documents tell: the secret in the path, walks by id, offsets in times, strings for old methods."""
# ruff: noqa: E501 (rows as tables)

from connectors.crm.values import instant
from tests.connectors.crm.crm_servers import data

SECRET_PATH = "/rest/1/tok-5ecretvalue/"


def stamp(no, day=2):
    return f"2026-11-{day:02d}T{11 + no // 3600:02d}:{no // 60 % 60:02d}:{no % 60:02d}+02:00"


class Bitrix24:
    name, base = "bitrix24", SECRET_PATH

    def __init__(self, deals=130):
        self.items = {2: [self.deal(no) for no in range(1, deals + 1)], 4: [], 1: [], 3: []}
        self.items[4] = [{"id": 3, "title": "Acme", "createdTime": stamp(1), "updatedTime": stamp(1),
                          "fm": [{"typeId": "WEB", "value": "https://acme.example", "valueType": "WORK"}]}]  # fmt: skip
        self.items[3] = [
            {"id": no, "name": f"F{no}", "lastName": f"L{no}", "companyId": 3, "createdTime": stamp(no),
             "updatedTime": stamp(no), "assignedById": 7,
             "fm": [{"typeId": "EMAIL", "value": f"P{no}@x.example"}, {"typeId": "IM", "value": "@Poe", "valueType": "TELEGRAM"},
                    {"typeId": "WEB", "value": f"https://linkedin.com/in/p{no}"}]}
            for no in range(1, 60)
        ]  # fmt: skip
        self.items[1] = [{"id": 8, "title": "Lead", "name": "Ann", "sourceId": "TG", "stageId": "NEW", "createdTime": stamp(3),
                          "updatedTime": stamp(3), "companyTitle": "Beta", "contactId": 0}]  # fmt: skip
        self.history = [
            {"ID": str(no), "TYPE_ID": "2", "OWNER_ID": str(no), "CREATED_TIME": stamp(no), "CATEGORY_ID": "0",
             "STAGE_ID": self.items[2][no - 1]["stageId"]}
            for no in range(1, deals + 1)
        ]  # fmt: skip
        self.activity = [{"ID": "4", "OWNER_TYPE_ID": "2", "OWNER_ID": "1", "TYPE_ID": "2", "DIRECTION": "2", "SUBJECT": "Call",
                          "COMPLETED": "Y", "CREATED": stamp(1), "LAST_UPDATED": stamp(1)}]  # fmt: skip

    def deal(self, no):
        stage = "WON" if no % 5 == 0 else "LOSE" if no % 7 == 0 else "NEW"
        return {
            "id": no, "title": f"Deal {no}", "opportunity": 1500.5, "currencyId": "EUR", "categoryId": 0, "stageId": stage,
            "closed": "N" if stage == "NEW" else "Y", "assignedById": 7, "companyId": 3, "contactId": 2,
            "contactIds": [1, 2], "leadId": 8, "sourceId": "TG", "createdTime": stamp(no), "updatedTime": stamp(no, 3),
            "movedTime": stamp(no), "closedate": "2027-01-31T03:00:00+03:00", "isReturnCustomer": "N",
        }  # fmt: skip

    def touch(self):
        self.items[2][2] |= {"title": "Renamed", "updatedTime": stamp(0, 5)}
        self.items[2].append(self.deal(5000) | {"updatedTime": stamp(1, 5)})
        del self.items[2][6]

    def answer(self, request):
        if not request.path.startswith(SECRET_PATH):
            return data({"error": "NO_AUTH_FOUND", "error_description": "Wrong authorization data"}, 401)
        method, asked = request.path.removeprefix(SECRET_PATH).removesuffix(".json"), request.json
        if method == "crm.item.list":
            rows, more = self._listed(self.items[asked["entityTypeId"]], asked, "id", "updatedTime")
            rows = [row | {"entityTypeId": asked["entityTypeId"]} for row in rows]
            return data({"result": {"items": rows}, **more, "time": {"operating": 1.0}})
        if method == "crm.stagehistory.list":
            rows, more = self._listed(self.history, asked, "ID", "CREATED_TIME")
            return data({"result": {"items": rows}, **more})
        if method == "crm.activity.list":
            rows, more = self._listed(self.activity, asked, "ID", "LAST_UPDATED")
            return data({"result": rows, **more})
        stages = [
            ("DEAL_STAGE", "NEW", None),
            ("DEAL_STAGE", "WON", "S"),
            ("DEAL_STAGE", "LOSE", "F"),
            ("SOURCE", "TG", None),
        ]
        entries = [{"ENTITY_ID": of, "STATUS_ID": one, "NAME": one.title(), "SEMANTICS": said, "SORT": "10"}
                   for of, one, said in stages]  # fmt: skip
        told = {
            "user.get": [{"ID": "7", "NAME": "Ann", "LAST_NAME": "Poe", "EMAIL": "ann@x.example", "ACTIVE": True}],
            "crm.status.list": entries, "crm.category.list": {"categories": [{"id": 0, "name": "Sales"}]},
            "profile": {"NAME": "Ann", "LAST_NAME": "Poe"},
        }  # fmt: skip
        return data({"result": told[method], "error": 0})

    def _listed(self, rows, asked, key, stamped):
        for name, value in (asked.get("filter") or {}).items():
            if name == f">{key}":
                rows = [row for row in rows if int(row[key]) > int(value)]
            elif name == "@id":
                rows = [row for row in rows if str(row[key]) in map(str, value)]
            else:
                rows = [row for row in rows if instant(row[stamped]) >= instant(value)]
        for name, way in (asked.get("order") or {}).items():
            get = (lambda row: instant(row[stamped])) if name == stamped else (lambda row: int(row[key]))
            rows = sorted(rows, key=get, reverse=way == "DESC")
        start, total = asked.get("start", 0), len(rows)
        if start == -1:
            return rows[:50], {"total": 0}
        return rows[start : start + 50], {"total": total, **({"next": start + 50} if start + 50 < total else {})}
