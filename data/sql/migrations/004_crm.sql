-- What the CRM says: columns in the order of the records in data/crm_records.py, where their meaning stands.
CREATE TABLE crm_person (id TEXT PRIMARY KEY, crm TEXT NOT NULL, native_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL, company_id TEXT, company TEXT NOT NULL, title TEXT NOT NULL, emails TEXT NOT NULL, phones TEXT NOT NULL, urls TEXT NOT NULL, handles TEXT NOT NULL, city TEXT NOT NULL, owner_id TEXT, created_at TEXT, updated_at TEXT, gone TEXT NOT NULL, merged_into TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX crm_person_company ON crm_person (company_id);
CREATE TABLE crm_company (id TEXT PRIMARY KEY, crm TEXT NOT NULL, native_id TEXT NOT NULL, name TEXT NOT NULL, domain TEXT NOT NULL, industry TEXT NOT NULL, city TEXT NOT NULL, owner_id TEXT, parent_id TEXT, created_at TEXT, updated_at TEXT, gone TEXT NOT NULL, merged_into TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE lead (id TEXT PRIMARY KEY, crm TEXT NOT NULL, native_id TEXT NOT NULL, name TEXT NOT NULL, person_id TEXT, company_id TEXT, company TEXT NOT NULL, source TEXT NOT NULL, source_detail TEXT NOT NULL, status TEXT NOT NULL, owner_id TEXT, created_at TEXT, converted_at TEXT, deal_id TEXT, updated_at TEXT, gone TEXT NOT NULL, merged_into TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX lead_person ON lead (person_id);
CREATE INDEX lead_deal ON lead (deal_id);
CREATE TABLE deal (id TEXT PRIMARY KEY, crm TEXT NOT NULL, native_id TEXT NOT NULL, name TEXT NOT NULL, lead_id TEXT, company_id TEXT, company TEXT NOT NULL, people TEXT NOT NULL, pipeline TEXT NOT NULL, stage TEXT NOT NULL, status TEXT NOT NULL, amount INTEGER, cost INTEGER, currency TEXT NOT NULL, product TEXT NOT NULL, source TEXT NOT NULL, first_business TEXT NOT NULL, loss_reason TEXT NOT NULL, owner_id TEXT, created_at TEXT, closed_at TEXT, expected_on TEXT, updated_at TEXT, gone TEXT NOT NULL, merged_into TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX deal_company ON deal (company_id);
CREATE INDEX deal_lead ON deal (lead_id);
CREATE TABLE stage_change (id TEXT PRIMARY KEY, crm TEXT NOT NULL, deal_id TEXT NOT NULL, pipeline TEXT NOT NULL, stage TEXT NOT NULL, at TEXT NOT NULL, by_id TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX stage_change_deal ON stage_change (deal_id, at);
CREATE TABLE crm_activity (id TEXT PRIMARY KEY, crm TEXT NOT NULL, native_id TEXT NOT NULL, kind TEXT NOT NULL, direction TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, at TEXT, done INTEGER NOT NULL, people TEXT NOT NULL, company_id TEXT, deal_id TEXT, owner_id TEXT, created_at TEXT, updated_at TEXT, gone TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX crm_activity_deal ON crm_activity (deal_id);
CREATE INDEX crm_activity_company ON crm_activity (company_id);
CREATE TABLE ticket (id TEXT PRIMARY KEY, crm TEXT NOT NULL, native_id TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, status TEXT NOT NULL, closed INTEGER NOT NULL, person_id TEXT, company_id TEXT, owner_id TEXT, created_at TEXT, answered_at TEXT, closed_at TEXT, updated_at TEXT, gone TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_company ON ticket (company_id);
CREATE TABLE cost (id TEXT PRIMARY KEY, crm TEXT NOT NULL, native_id TEXT NOT NULL, source TEXT NOT NULL, month TEXT NOT NULL, amount INTEGER NOT NULL, minutes INTEGER NOT NULL, hourly_rate INTEGER NOT NULL, currency TEXT NOT NULL, note TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE payment (id TEXT PRIMARY KEY, crm TEXT NOT NULL, native_id TEXT NOT NULL, deal_id TEXT, company_id TEXT, person_id TEXT, company TEXT NOT NULL, at TEXT NOT NULL, amount INTEGER NOT NULL, cost INTEGER, currency TEXT NOT NULL, product TEXT NOT NULL, quantity TEXT NOT NULL, kind TEXT NOT NULL, updated_at TEXT, gone TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX payment_deal ON payment (deal_id);
CREATE TABLE crm_user (id TEXT PRIMARY KEY, crm TEXT NOT NULL, native_id TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, active INTEGER NOT NULL, updated_at TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE crm_stage (id TEXT PRIMARY KEY, crm TEXT NOT NULL, pipeline TEXT NOT NULL, stage TEXT NOT NULL, pipeline_name TEXT NOT NULL, stage_name TEXT NOT NULL, position INTEGER NOT NULL, meaning TEXT NOT NULL, updated_at TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE crm_source (id TEXT PRIMARY KEY, crm TEXT NOT NULL, native_id TEXT NOT NULL, name TEXT NOT NULL, updated_at TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE exchange_rate (id TEXT PRIMARY KEY, crm TEXT NOT NULL, currency TEXT NOT NULL, base TEXT NOT NULL, day TEXT NOT NULL, rate TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- What people settled. kind is owner (value: rep id, "" nobody's), channel (value: a channel) or stage (native: pipeline/stage; value: new, worked, won, lost). Kept over every import.
CREATE TABLE crm_map (kind TEXT NOT NULL CHECK (kind IN ('owner', 'channel', 'stage')), crm TEXT NOT NULL, native TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL DEFAULT '', PRIMARY KEY (kind, crm, native)) STRICT, WITHOUT ROWID;
-- Who a contact is in the CRM, or is not, as somebody said. person_key as in facts; one contact may be several people of the CRM (duplicates).
CREATE TABLE match_decision (person_key TEXT NOT NULL, person_id TEXT NOT NULL, verdict TEXT NOT NULL CHECK (verdict IN ('same', 'not')), at TEXT NOT NULL, who TEXT NOT NULL DEFAULT '', PRIMARY KEY (person_key, person_id)) STRICT, WITHOUT ROWID;
-- How far a sync with a CRM came. cursor is JSON of the connector.
CREATE TABLE sync_state (crm TEXT NOT NULL, part TEXT NOT NULL, cursor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (crm, part)) STRICT, WITHOUT ROWID;
-- Rows that a walk through everything came by, while it goes on: what it did not meet was deleted.
CREATE TABLE sync_seen (crm TEXT NOT NULL, part TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (crm, part, id)) STRICT, WITHOUT ROWID;
-- Derived, by refresh.
-- Contacts found again in the CRM. band is auto or review; tier is key, company, name ...; evidence is JSON of what agrees and what does not.
CREATE TABLE crm_match (contact_id TEXT NOT NULL, person_id TEXT NOT NULL, band TEXT NOT NULL CHECK (band IN ('auto', 'review')), tier TEXT NOT NULL, score REAL NOT NULL, evidence TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (contact_id, person_id)) STRICT, WITHOUT ROWID;
CREATE INDEX crm_match_person ON crm_match (person_id);
-- One row a link that figures count: automatic ones and those that a person confirmed, without those that a person denied.
CREATE VIEW person_of_contact AS
SELECT m.contact_id, m.person_id, m.tier AS how FROM crm_match m
WHERE m.band = 'auto' AND NOT EXISTS (SELECT 1 FROM contact_key k JOIN match_decision d ON d.person_key = k.person_key AND d.person_id = m.person_id AND d.verdict = 'not' WHERE k.contact_id = m.contact_id)
UNION
SELECT k.contact_id, d.person_id, 'confirmed' FROM match_decision d JOIN contact_key k ON k.person_key = d.person_key JOIN crm_person p ON p.id = d.person_id
WHERE d.verdict = 'same' AND NOT EXISTS (SELECT 1 FROM crm_match m WHERE m.contact_id = k.contact_id AND m.person_id = d.person_id AND m.band = 'auto');
-- Our model of sales. A customer is a group of companies, a company, or a person without one. Days are in the workspace's zone.
CREATE TABLE sale_company (customer_id TEXT PRIMARY KEY, name TEXT NOT NULL, domain TEXT NOT NULL, industry TEXT NOT NULL, companies TEXT NOT NULL, first_won_day TEXT, last_won_day TEXT, won INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- One row a lead. deal_id is its first deal and opp_* when that came.
CREATE TABLE sale_lead (id TEXT PRIMARY KEY, crm TEXT NOT NULL, name TEXT NOT NULL, rep_id TEXT, channel TEXT NOT NULL, source TEXT NOT NULL, customer_id TEXT, person_id TEXT, created_at TEXT, created_day TEXT, deal_id TEXT, opp_at TEXT, opp_day TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX sale_lead_day ON sale_lead (created_day, channel, rep_id);
CREATE INDEX sale_lead_person ON sale_lead (person_id);
-- One row a deal. state: open, won, lost. business: new, repeat, won_back (of won deals: by the customer's earlier won ones; of others as if won now).
-- people is JSON [[crm person id, role], ...]. amount and cost in minor units of currency; base_* in the workspace's currency at the rate of the won day (of creation until then), NULL where a rate is missing.
-- worked_*: first logged work, or the first stage that means work.
CREATE TABLE sale_deal (id TEXT PRIMARY KEY, crm TEXT NOT NULL, name TEXT NOT NULL, rep_id TEXT, channel TEXT NOT NULL, source TEXT NOT NULL, lead_id TEXT, customer_id TEXT, people TEXT NOT NULL, pipeline TEXT NOT NULL, stage TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'won', 'lost')), business TEXT NOT NULL, crm_business TEXT NOT NULL, product TEXT NOT NULL, loss_reason TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER, cost INTEGER, base_amount INTEGER, base_cost INTEGER, created_at TEXT, created_day TEXT, worked_at TEXT, worked_day TEXT, closed_at TEXT, closed_day TEXT, expected_day TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX sale_deal_closed ON sale_deal (state, closed_day);
CREATE INDEX sale_deal_created ON sale_deal (created_day);
CREATE INDEX sale_deal_customer ON sale_deal (customer_id, closed_day);
CREATE INDEX sale_deal_lead ON sale_deal (lead_id);
-- Who talked before a deal, by how many days before the lead talks count from (lookback). One row a deal that anybody's talk or invitation
-- belongs to; a deal without a row is untouched. class and upper_class (as if all links in review were confirmed): sourced,
-- assisted_before_lead, influenced_only, untouched. by_rep and by_network: the touches in order of time, joined by tabs. early: an
-- answered talk by the deal's 30th day. Floors: shifted (still touched with all talks a year later), exchanged (share of draws in which
-- somebody else's talks would do), dealt (linear share of the owner with reps dealt at random).
CREATE TABLE deal_touched (lookback INTEGER NOT NULL, deal_id TEXT NOT NULL, class TEXT NOT NULL, upper_class TEXT NOT NULL, opened_by TEXT NOT NULL, touches INTEGER NOT NULL, mere INTEGER NOT NULL, by_day INTEGER NOT NULL, by_rep TEXT NOT NULL, by_network TEXT NOT NULL, early INTEGER NOT NULL, shifted INTEGER NOT NULL, exchanged REAL NOT NULL, dealt REAL NOT NULL, PRIMARY KEY (lookback, deal_id)) STRICT, WITHOUT ROWID;
-- What each model gives of a won deal to a rep, network and template ("" none); adds up to 1 for every deal in it.
CREATE TABLE credit (lookback INTEGER NOT NULL, deal_id TEXT NOT NULL, rep_id TEXT NOT NULL, network TEXT NOT NULL, template_id TEXT NOT NULL, touches INTEGER NOT NULL, first_touch REAL NOT NULL, last_touch REAL NOT NULL, linear REAL NOT NULL, u_shaped REAL NOT NULL, w_shaped REAL NOT NULL, full_path REAL NOT NULL, time_decay REAL NOT NULL, PRIMARY KEY (lookback, deal_id, rep_id, network, template_id)) STRICT, WITHOUT ROWID;
-- What the rows above were made with and what is doubtful about them, as one row of JSON.
CREATE TABLE credit_note (part TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
