-- Bookkeeping: the workspace, people, imports and jobs.
CREATE TABLE workspace (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;  -- value is JSON; data_version among them
CREATE TABLE setting_change (id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, key TEXT NOT NULL, old TEXT, new TEXT) STRICT;
CREATE TABLE viewer (email TEXT PRIMARY KEY, name TEXT NOT NULL DEFAULT '', role TEXT NOT NULL CHECK (role IN ('rep', 'manager', 'admin')), rep_id TEXT, disabled_at TEXT) STRICT;
CREATE TABLE rep (id TEXT PRIMARY KEY, name TEXT NOT NULL, role_title TEXT NOT NULL DEFAULT '', started_on TEXT, active INTEGER NOT NULL DEFAULT 1, added_by TEXT NOT NULL DEFAULT 'import' CHECK (added_by IN ('import', 'person'))) STRICT;
-- What tells that an export is this rep's: kind is name, profile, member_id or email.
CREATE TABLE rep_identity (rep_id TEXT NOT NULL REFERENCES rep (id) ON DELETE CASCADE, network TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, certainty TEXT NOT NULL DEFAULT 'derived', PRIMARY KEY (network, kind, value, rep_id)) STRICT, WITHOUT ROWID;
-- One row per archive, folder or file that was imported. taken_on is the day of the export; owner is JSON.
CREATE TABLE import (id TEXT PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL DEFAULT '', rep_id TEXT REFERENCES rep (id), network TEXT NOT NULL DEFAULT '', connector TEXT NOT NULL DEFAULT '', name TEXT NOT NULL, sha256 TEXT NOT NULL DEFAULT '', taken_on TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '{}', state TEXT NOT NULL CHECK (state IN ('running', 'done', 'undone')), undone_at TEXT) STRICT;
CREATE TABLE import_file (import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE, no INTEGER NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, counts TEXT NOT NULL DEFAULT '{}', new INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0, ignored TEXT, PRIMARY KEY (import_id, no)) STRICT, WITHOUT ROWID;
CREATE TABLE problem (id INTEGER PRIMARY KEY, import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE, file_no INTEGER NOT NULL, line INTEGER, code TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE INDEX problem_import ON problem (import_id, file_no);
-- Which imports told a fact; tab numbers the fact tables (data.schema.FACT_TABLES). A fact without a sighting is gone; undo takes sightings away.
CREATE TABLE sighting (record_id TEXT NOT NULL, import_no INTEGER NOT NULL, tab INTEGER NOT NULL, file_no INTEGER NOT NULL, line INTEGER NOT NULL, PRIMARY KEY (record_id, tab, import_no)) STRICT, WITHOUT ROWID;
-- What an import said about a fact where it said it otherwise than the row that stands.
CREATE TABLE version (record_id TEXT NOT NULL, tab INTEGER NOT NULL, import_no INTEGER NOT NULL, row TEXT NOT NULL, PRIMARY KEY (record_id, tab, import_no)) STRICT, WITHOUT ROWID;
CREATE TABLE import_no (no INTEGER PRIMARY KEY, import_id TEXT NOT NULL UNIQUE REFERENCES import (id) ON DELETE CASCADE) STRICT;
-- What exports left open and people settled: remembered for the next export of that rep and network. "self" may have several values.
CREATE TABLE answer (rep_id TEXT NOT NULL, network TEXT NOT NULL, question TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL DEFAULT '', PRIMARY KEY (rep_id, network, question, value)) STRICT, WITHOUT ROWID;
-- What an import asked and was read with. answered_by is file, person, remembered, proposal or nobody; choices is JSON [[value, label, count], ...].
CREATE TABLE import_question (import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE, question TEXT NOT NULL, value TEXT NOT NULL, answered_by TEXT NOT NULL, proposal TEXT NOT NULL DEFAULT '', example TEXT NOT NULL DEFAULT '', choices TEXT NOT NULL DEFAULT '[]', PRIMARY KEY (import_id, question)) STRICT, WITHOUT ROWID;
-- How a kind of table is read, as a person confirmed: found by its column names. body is JSON (connectors.mapper.mapping).
CREATE TABLE mapping (signature TEXT PRIMARY KEY, name TEXT NOT NULL, target TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
-- What people said about two contacts, by person keys in order: the same person, or not. Kept through every re-import.
CREATE TABLE person_link (first_key TEXT NOT NULL, second_key TEXT NOT NULL, verdict TEXT NOT NULL CHECK (verdict IN ('same', 'not')), at TEXT NOT NULL, who TEXT NOT NULL DEFAULT '', PRIMARY KEY (first_key, second_key)) STRICT, WITHOUT ROWID;
CREATE INDEX person_link_second ON person_link (second_key);
-- Work of a child process. progress is JSON {what, done, total}; result is JSON.
CREATE TABLE job (id TEXT PRIMARY KEY, kind TEXT NOT NULL, args TEXT NOT NULL DEFAULT '{}', who TEXT NOT NULL DEFAULT '', state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')), created_at TEXT NOT NULL, started_at TEXT, ended_at TEXT, beat_at TEXT, pid INTEGER, progress TEXT NOT NULL DEFAULT '{}', result TEXT, error TEXT) STRICT;
-- What people said about the data. Keyed by stable ids, so that a re-import keeps it.
CREATE TABLE private_conversation (conversation_id TEXT NOT NULL, rep_id TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (conversation_id)) STRICT, WITHOUT ROWID;
CREATE TABLE finding_answer (finding_id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, answer TEXT NOT NULL CHECK (answer IN ('will_fix', 'agreed_campaign', 'wrong')), at TEXT NOT NULL, decided TEXT CHECK (decided IN ('accepted', 'rejected')), decided_by TEXT, decided_at TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE conversation_note (id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, rep_id TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
