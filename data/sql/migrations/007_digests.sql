-- Digests: who gets which message, when, by which channel; and what became of each. No address with a secret stands here: `channel` names a
-- setting (RAPPORT_NOTIFY_<channel>) outside the workspace.
-- rep_id "" is the leader's week, a rep's id the rep's own day. weekday 0 = Monday, NULL = every working day; hour in the workspace's zone.
-- names: whom to answer is named (a rep's own digest only). token: ends the digest, stands in its messages.
CREATE TABLE digest (
  id TEXT PRIMARY KEY, rep_id TEXT NOT NULL DEFAULT '', channel TEXT NOT NULL, address TEXT NOT NULL DEFAULT '', weekday INTEGER, hour INTEGER NOT NULL,
  lang TEXT NOT NULL DEFAULT 'en', names INTEGER NOT NULL DEFAULT 0 CHECK (names = 0 OR rep_id <> ''), token TEXT NOT NULL UNIQUE,
  added_at TEXT NOT NULL, added_by TEXT NOT NULL DEFAULT '', stopped_at TEXT
) STRICT, WITHOUT ROWID;
-- One row a digest and period (the day it is for). state: sending (claimed), sent, failed (tried again at next_at), given_up, nothing (nothing to say),
-- unclear (it may have arrived, and is not sent again by itself). error: a code of connectors/notify.
CREATE TABLE digest_delivery (
  digest_id TEXT NOT NULL REFERENCES digest (id) ON DELETE CASCADE, period TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'given_up', 'nothing', 'unclear')), tries INTEGER NOT NULL DEFAULT 0,
  at TEXT NOT NULL, next_at TEXT, error TEXT NOT NULL DEFAULT '', PRIMARY KEY (digest_id, period)
) STRICT, WITHOUT ROWID;
