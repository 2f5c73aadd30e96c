-- Care for clients: what people wrote down, planned and did. Kept through every re-import; customer_id as in sale_company.
-- Derived, with the model of sales: the CRM's people who stand for a client.
CREATE TABLE sale_person (customer_id TEXT NOT NULL, person_id TEXT NOT NULL, PRIMARY KEY (customer_id, person_id)) STRICT, WITHOUT ROWID;
CREATE INDEX sale_person_person ON sale_person (person_id);
-- Derived, too: which rep an owner of the CRM is.
CREATE TABLE sale_owner (owner_id TEXT PRIMARY KEY, rep_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- Something to do for a client, or for a group of clients (grp is "industry/..."; "" where customer_id tells whom). due is the day of the open one; a
-- repeated one counts on from anchor, its first day (every: week, month, quarter, half, year, "" once). rep_id "" is nobody's. origin: what it was
-- made from, "" by hand: complaint, finding or silence.
CREATE TABLE task (id TEXT PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, customer_id TEXT NOT NULL, grp TEXT NOT NULL, rep_id TEXT NOT NULL, due TEXT NOT NULL, anchor TEXT NOT NULL, every TEXT NOT NULL CHECK (every IN ('', 'week', 'month', 'quarter', 'half', 'year')), origin TEXT NOT NULL CHECK (origin IN ('', 'complaint', 'finding', 'silence')), origin_id TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')), at TEXT NOT NULL, who TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX task_due ON task (state, due);
CREATE INDEX task_customer ON task (customer_id, due);
-- A task done, by the day it was due.
CREATE TABLE task_done (task_id TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE, due TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, PRIMARY KEY (task_id, due)) STRICT, WITHOUT ROWID;
-- What was done about a complaint or request, in order of time; complaint_id is "ticket/<id>" or "message/<id>". The last word of a kind counts:
-- status (open, answered, closed, none: it is no complaint), owner (rep id), due (a day); note has text only.
CREATE TABLE complaint_event (id INTEGER PRIMARY KEY, complaint_id TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('status', 'owner', 'due', 'note')), value TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE INDEX complaint_event_complaint ON complaint_event (complaint_id, id);
-- What is worth remembering about a client: note, gift (given on day), date (comes on day, yearly = 1: every year; a birthday, a renewal). person: who at the client, "" nobody in particular.
CREATE TABLE client_note (id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('note', 'gift', 'date')), person TEXT NOT NULL, day TEXT, yearly INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX client_note_customer ON client_note (customer_id, at);
-- Derived: the index of names (kind: person, company, crm, client), and words of names with one letter left out.
CREATE TABLE name_word (word TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (word, kind, id)) STRICT, WITHOUT ROWID;
CREATE INDEX name_word_id ON name_word (kind, id);
CREATE TABLE name_gap (gap TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (gap, word)) STRICT, WITHOUT ROWID;
CREATE INDEX contact_company ON contact (company) WHERE company <> '';
CREATE INDEX invitation_person ON invitation (person_key, rep_id);
CREATE INDEX note_person ON note (person_key);
CREATE INDEX mark_complaint ON message_mark (conversation_id, message_id) WHERE inbound_class = 'complaint';
-- Notes of every kind as search knows them: kind is talk (conversation_note), network (note), client (client_note) or complaint (complaint_event).
CREATE VIRTUAL TABLE search_note USING fts5 (stems, kind UNINDEXED, note_id UNINDEXED, tokenize = "unicode61 remove_diacritics 2");
-- Workspaces from before: their model of sales is made once more.
INSERT OR IGNORE INTO dirty SELECT 'crm', 'all' WHERE EXISTS (SELECT 1 FROM deal) OR EXISTS (SELECT 1 FROM lead);
