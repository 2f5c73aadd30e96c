-- Automatic links drawn for an audit, the newest draw only; what somebody said of them stands in match_decision.
CREATE TABLE match_audit (person_key TEXT NOT NULL, person_id TEXT NOT NULL, tier TEXT NOT NULL, drawn_at TEXT NOT NULL, who TEXT NOT NULL DEFAULT '', PRIMARY KEY (person_key, person_id)) STRICT, WITHOUT ROWID;
-- Derived, by refresh: people that stand in the CRM more than once. One row a person; double_id is the first person of the group.
CREATE TABLE crm_double (person_id TEXT PRIMARY KEY, double_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX crm_double_group ON crm_double (double_id);
