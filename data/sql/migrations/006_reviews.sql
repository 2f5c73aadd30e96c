-- Weekly reviews: what people said in them, and what was shown. Kept through every re-import.
-- One review a calendar week (its Monday). `shown` is JSON: the slides as they stood, frozen; `away` is JSON: rep ids.
CREATE TABLE review (week TEXT PRIMARY KEY, opened_at TEXT NOT NULL, opened_by TEXT NOT NULL DEFAULT '', closed_at TEXT, led_by TEXT NOT NULL DEFAULT '', away TEXT NOT NULL DEFAULT '[]', as_of TEXT NOT NULL, shown TEXT NOT NULL DEFAULT '[]') STRICT, WITHOUT ROWID;
-- What somebody said they would do (promise), or the team would try (experiment). rep_id "" is the whole team. metric "" is no figure of ours: the
-- next review asks then. goal is on the figure's own scale (0.2 = 20 %); NULL: better than before. state: open, kept, missed, unclear, dropped.
-- settled_in is the week of the review that settled it; before and after are JSON: measurements as they stood when it was settled.
CREATE TABLE promise (id TEXT PRIMARY KEY, week TEXT NOT NULL REFERENCES review (week) ON DELETE CASCADE, kind TEXT NOT NULL CHECK (kind IN ('promise', 'experiment')), text TEXT NOT NULL, rep_id TEXT NOT NULL DEFAULT '', metric TEXT NOT NULL DEFAULT '', goal REAL, made_on TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'missed', 'unclear', 'dropped')), settled_at TEXT, settled_in TEXT, settled_by TEXT NOT NULL DEFAULT '', before TEXT, after TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX promise_state ON promise (state, due);
CREATE TABLE decision (id TEXT PRIMARY KEY, week TEXT NOT NULL REFERENCES review (week) ON DELETE CASCADE, at TEXT NOT NULL, who TEXT NOT NULL DEFAULT '', text TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- Reps who let the review show their best conversations as examples.
CREATE TABLE rep_consent (rep_id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
