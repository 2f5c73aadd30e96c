"""Salesforce as its documents tell: SOQL of the shape that is asked, short pages in the middle, errors in lists."""
# ruff: noqa: E501 (rows as tables)

import re

from connectors.crm.values import instant
from tests.connectors.crm.crm_servers import SECRET, data

ROOT = "/services/data/v66.0"


def stamp(no, day=2):
    return f"2026-11-{day:02d}T{9 + no // 3600:02d}:{no // 60 % 60:02d}:{no % 60:02d}.000+0000"


def sfid(prefix, no):
    return f"{prefix}{no:012d}AAA"


class Salesforce:
    name, base = "salesforce", ""

    def __init__(self, deals=130, same=0):
        whom = {"OwnerId": sfid("005", 7), "IsDeleted": False}
        self.tables = {
            "User": [{"Id": sfid("005", 7), "Name": "Ann", "Email": "ann@x.example", "IsActive": True}],
            "Account": [{"Id": sfid("001", 3), "Name": "Acme", "Website": "acme.example", **whom}],
            "Contact": [
                {"Id": sfid("003", no), "FirstName": f"F{no}", "LastName": f"L{no}", "Name": f"F{no} L{no}", "Title": "CEO",
                 "Email": f"P{no}@x.example", "Phone": None, "AccountId": sfid("001", 3), "MasterRecordId": None,
                 "LinkedIn_Url__c": f"https://linkedin.com/in/p{no}", "SystemModstamp": stamp(no), **whom}
                for no in range(1, 60)],
            "Lead": [{"Id": sfid("00Q", 4), "Name": "Lea D", "Company": "Beta", "LeadSource": "LinkedIn", "Status": "Closed",
                      "IsConverted": True, "ConvertedDate": "2026-11-02", "ConvertedContactId": sfid("003", 1),
                      "ConvertedOpportunityId": sfid("006", 1), "MasterRecordId": None, **whom}],
            "Opportunity": [self.deal(no, stamp(0 if no <= same else no)) | whom for no in range(1, deals + 1)],
            "OpportunityHistory": [one for no in range(1, deals + 1) for one in self.history(no)],
            "OpportunityContactRole": [
                {"Id": sfid("00K", no), "OpportunityId": sfid("006", no), "ContactId": sfid("003", 1 + no % 5), "Role": "Buyer",
                 "IsPrimary": True, "IsDeleted": False} for no in range(1, 41)],
            "OpportunityStage": [
                {"Id": "1", "MasterLabel": "Talk", "IsClosed": False, "IsWon": False, "SortOrder": 1},
                {"Id": "2", "MasterLabel": "Won", "IsClosed": True, "IsWon": True, "SortOrder": 2}],
            "Organization": [{"Id": "00D", "Name": "Firm", "DefaultCurrencyIsoCode": "USD"}],
            "Case": [{"Id": sfid("500", 1), "Subject": "Late", "Type": "Complaint", "IsClosed": False, **whom}],
            "Task": [{"Id": sfid("00T", 1), "Subject": "Call", "TaskSubtype": "Call", "IsClosed": True, "WhoId": sfid("003", 1),
                      "WhatId": sfid("006", 1), "ActivityDate": "2026-11-02", **whom}],
            "Event": [],
        }  # fmt: skip
        for rows in self.tables.values():
            for row in rows:
                row.setdefault("SystemModstamp", stamp(1))
        self.cursors = {}

    def deal(self, no, when):
        stage = "Won" if no % 5 == 0 else "Talk"
        return {
            "Id": sfid("006", no), "Name": f"Deal {no}", "Amount": 1500.5, "StageName": stage, "IsWon": stage == "Won",
            "IsClosed": stage == "Won", "CloseDate": "2027-01-31", "Type": "New Business", "LeadSource": "LinkedIn",
            "AccountId": sfid("001", 3), "CreatedDate": stamp(no), "LastStageChangeDate": stamp(no, 3),
            "SystemModstamp": when,
        }  # fmt: skip

    def history(self, no):
        rows = [
            ("New", no, 2),
            ("New", no + 1, 2),
            ("Won" if no % 5 == 0 else "Talk", no, 3),
        ]  # the second: another amount
        return [{"Id": sfid("008", 10 * no + i), "OpportunityId": sfid("006", no), "StageName": stage,
                 "CreatedDate": stamp(*when), "CreatedById": sfid("005", 7)} for i, (stage, *when) in enumerate(rows)]  # fmt: skip

    def touch(self):
        deals = self.tables["Opportunity"]
        deals[2] |= {"Name": "Renamed", "SystemModstamp": stamp(0, 5)}
        deals.append(self.deal(5000, stamp(1, 5)) | {"IsDeleted": False, "OwnerId": None})
        deals[6] |= {"IsDeleted": True, "SystemModstamp": stamp(2, 5)}
        self.tables["OpportunityHistory"].append({
            "Id": sfid("008", 99_999), "OpportunityId": sfid("006", 2), "StageName": "Talk", "CreatedDate": stamp(5, 5),
            "CreatedById": None})  # fmt: skip

    def answer(self, request):
        if request.headers.get("Authorization") != f"Bearer {SECRET}":
            return data([{"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}], 401)
        path = request.path.removeprefix(ROOT)
        if path.startswith("/sobjects/"):
            rows = self.tables[path.split("/")[2]] or [{"Id": 1, "SystemModstamp": 1}]
            return data({"fields": [{"name": name} for name in sorted({name for row in rows for name in row})]})
        if path.startswith("/query/"):
            rows = self.cursors.get(path)
            if rows is None:
                return data([{"message": "invalid query locator", "errorCode": "INVALID_QUERY_LOCATOR"}], 400)
            return self._page(rows, 100)
        return self._page(self._select(request.args["q"]), 40)

    def _page(self, rows, most):
        """Answer a page: the first is a short one."""
        told = {"totalSize": len(rows), "done": len(rows) <= most, "records": rows[:most]}
        if not told["done"]:
            path = f"/query/01g-{len(self.cursors)}"
            self.cursors[path] = rows[most:]
            told["nextRecordsUrl"] = f"https://elsewhere.example{ROOT}{path}"
        return data(told)

    def _select(self, soql):
        match = re.fullmatch(r"SELECT (\S+) FROM (\w+)(?: WHERE (.*?))?(?: ORDER BY (\w+), Id)?", soql)
        fields, table, where, order = match.groups()
        rows = self.tables[table]
        if where and (wanted := re.fullmatch(r"(\w+) IN \((.*)\)", where)):
            ids = set(wanted[2].replace("'", "").split(","))
            rows = [row for row in rows if row[wanted[1]] in ids]
        elif where:
            stamped, when, last = re.fullmatch(r"(\w+) > (\S+) OR \(\1 = \2 AND Id > '(\w*)'\)", where).groups()
            rows = [row for row in rows if (instant(row[stamped]), row["Id"]) > (instant(when), last)]
        if order:
            rows = sorted(rows, key=lambda row: (row[order], row["Id"]))
        unknown = {name for name in fields.split(",") for row in rows if name not in row}
        assert not unknown or table in ("OpportunityStage",), (table, unknown)
        return [{"attributes": {"type": table}} | {name: row.get(name) for name in fields.split(",")} for row in rows]
