-- Facts: columns in the order of the records in data/records.py, where their meaning stands.
CREATE TABLE message (id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, network TEXT NOT NULL, conversation_id TEXT NOT NULL, conversation_title TEXT NOT NULL, kind TEXT NOT NULL, direction TEXT NOT NULL, direction_by TEXT NOT NULL, sent_at TEXT, sent_at_by TEXT NOT NULL, sent_at_text TEXT NOT NULL, day TEXT, person_key TEXT, person_name TEXT NOT NULL, sender_key TEXT, sender_name TEXT NOT NULL, recipients TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, attachments TEXT NOT NULL, folder TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX message_conversation ON message (conversation_id, sent_at);
CREATE INDEX message_rep ON message (rep_id, day);
CREATE INDEX message_person ON message (rep_id, network, person_key, person_name, conversation_id, sent_at, kind);
CREATE INDEX message_open ON message (rep_id, day, direction_by, direction, kind, network) WHERE direction_by IN ('unknown', 'proposed');
CREATE TABLE invitation (id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, network TEXT NOT NULL, direction TEXT NOT NULL, direction_by TEXT NOT NULL, sent_at_text TEXT NOT NULL, day TEXT, person_key TEXT, person_name TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_rep ON invitation (rep_id, day);
CREATE TABLE connection (id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, network TEXT NOT NULL, person_key TEXT NOT NULL, person_name TEXT NOT NULL, company TEXT NOT NULL, position TEXT NOT NULL, email TEXT NOT NULL, connected_on TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX connection_rep ON connection (rep_id, connected_on);
CREATE INDEX connection_person ON connection (person_key, rep_id);
CREATE TABLE activity (id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, network TEXT NOT NULL, kind TEXT NOT NULL, subtype TEXT NOT NULL, at TEXT, at_by TEXT NOT NULL, day TEXT, link TEXT NOT NULL, native_id TEXT NOT NULL, text TEXT NOT NULL, at_text TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX activity_rep ON activity (rep_id, day);
CREATE TABLE profile_part (id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, network TEXT NOT NULL, taken_on TEXT NOT NULL, part TEXT NOT NULL, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX profile_part_rep ON profile_part (rep_id, network, taken_on);
CREATE TABLE note (id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, network TEXT NOT NULL, person_key TEXT, person_name TEXT NOT NULL, text TEXT NOT NULL, created_day TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE audience_figure (id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, network TEXT NOT NULL, subject TEXT NOT NULL, day TEXT, metric TEXT NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX audience_rep ON audience_figure (rep_id, day);
CREATE TABLE prospect (id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, network TEXT NOT NULL, person_key TEXT, person_name TEXT NOT NULL, company TEXT NOT NULL, position TEXT NOT NULL, email TEXT NOT NULL, source TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- How a person is named or reached: kind is name, phone, email, handle or url.
CREATE TABLE identity (id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, network TEXT NOT NULL, person_key TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX identity_value ON identity (kind, value);
CREATE INDEX identity_person ON identity (person_key);
