-- Derived: made from facts by `manage.py refresh`, may be deleted and rebuilt at any time.
-- What changed since the last refresh: kind is conversation (id), person (person_key), profile or activity (rep_id),
-- template (id).
CREATE TABLE dirty (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
-- One row per person and network, newest profile data known. A person_key of a fact leads here through contact_key.
CREATE TABLE contact (id TEXT PRIMARY KEY, network TEXT NOT NULL, name TEXT NOT NULL, person_key TEXT NOT NULL, company TEXT NOT NULL DEFAULT '', position TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE TABLE contact_key (person_key TEXT PRIMARY KEY, contact_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX contact_key_contact ON contact_key (contact_id);
-- One row per conversation. Flags are 1, 0, or NULL where the question does not apply (NULL is out of k and of n).
CREATE TABLE conversation (
  id TEXT PRIMARY KEY, rep_id TEXT NOT NULL, network TEXT NOT NULL, contact_id TEXT, title TEXT NOT NULL, kind TEXT NOT NULL,
  private INTEGER NOT NULL DEFAULT 0,
  started_at TEXT, started_day TEXT, last_at TEXT, last_day TEXT,
  opened_by TEXT NOT NULL,           -- us, them, unknown
  opener_id TEXT, first_reply_id TEXT, after_reply_id TEXT,  -- message ids; after_reply = our first message after their first reply
  messages INTEGER NOT NULL, ours INTEGER NOT NULL, theirs INTEGER NOT NULL,  -- human, outreach kinds only
  turns INTEGER NOT NULL, exchanges INTEGER NOT NULL,
  our_chars INTEGER NOT NULL, their_chars INTEGER NOT NULL,
  follow_ups INTEGER,                -- ours after the first, before their first reply; NULL when they opened
  follow_up_gap_h REAL,              -- median hours between those
  max_unanswered INTEGER NOT NULL,   -- longest run of ours without an answer
  opener_chars INTEGER, reply_h REAL,
  waiting_since TEXT,                -- first unanswered inbound message, NULL when nothing waits
  replied INTEGER, replied_any INTEGER,        -- a human reply within 14 days of our opener; ever
  positive INTEGER, negative INTEGER,          -- of conversations with a human reply
  pitch_opener INTEGER, pitch_after_reply INTEGER,
  copied_opener INTEGER, personal_opener INTEGER, question_opener INTEGER, short_opener INTEGER, link_opener INTEGER, slot_opener INTEGER,
  helped_opener INTEGER,
  pressured INTEGER,                 -- three or more of ours in a row unanswered
  burned INTEGER,                    -- they refused, asked to stop or complained, or more than three of ours in a row unanswered
  burned_day TEXT,                   -- the last day that it happened on; a person is burned for 180 days from then
  outcome TEXT NOT NULL DEFAULT 'none'         -- interested, meeting, later, refusal, opt_out, complaint, none
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_rep ON conversation (rep_id, started_day);
CREATE INDEX conversation_contact ON conversation (contact_id, rep_id, private);
CREATE INDEX conversation_waiting ON conversation (rep_id, waiting_since) WHERE waiting_since IS NOT NULL;
-- One row per message of an outreach kind: what it does and where it stands. Probabilities 0..1; spans are JSON {label: [[start, end], ...]}.
CREATE TABLE message_mark (
  message_id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, rep_id TEXT NOT NULL, day TEXT, direction TEXT NOT NULL,
  position INTEGER NOT NULL, role TEXT NOT NULL,   -- opener, follow_up, reply, after_reply, message
  lang TEXT NOT NULL, chars INTEGER NOT NULL,
  is_pitch REAL, asks_meeting REAL, offers_help REAL, has_question REAL, is_bump REAL,
  inbound_class TEXT, auto_reply INTEGER NOT NULL DEFAULT 0,
  template_id TEXT, personal_share REAL, spans TEXT NOT NULL DEFAULT '{}',
  greeted TEXT, greets INTEGER,      -- the name that ours greets ("" an empty place), and whether it is the contact's
  name_share REAL                    -- part of its letters that is greeting, the contact's names and company
) STRICT, WITHOUT ROWID;
CREATE INDEX mark_conversation ON message_mark (conversation_id);
CREATE INDEX mark_rep ON message_mark (rep_id, day);
CREATE INDEX mark_copy ON message_mark (template_id, role, rep_id, day, message_id, conversation_id) WHERE template_id IS NOT NULL;
-- A text that several messages were made from. `text` is its oldest copy; `fixed_share` the mean part of a copy that is the
-- template's; `reach` people over all time, `people` the most within the days that rules look at; `outcome` as in
-- scoring/templates/usage.py, of first messages of everybody; `negative` of `answered` refused or complained.
CREATE TABLE template (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, messages INTEGER NOT NULL, reach INTEGER NOT NULL, reps TEXT NOT NULL, first_day TEXT, last_day TEXT,
  replied INTEGER NOT NULL DEFAULT 0, mature INTEGER NOT NULL DEFAULT 0, negative INTEGER NOT NULL DEFAULT 0, answered INTEGER NOT NULL DEFAULT 0,
  networks TEXT NOT NULL DEFAULT '[]', people INTEGER NOT NULL DEFAULT 0, outcome TEXT NOT NULL DEFAULT 'few', fixed_share REAL NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
-- Kept over refreshes, so that templates keep their ids and new messages need not be compared with all old ones: hashes of
-- what templates have in common ("catalogue"), of texts that are nobody's copy ("rest/..."), and how many were compared.
CREATE TABLE template_state (part TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID;
-- What happened to templates at a data version. kind merge: "was" became part of "now"; split: "now" was taken out of "was".
CREATE TABLE template_event (version INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')), was TEXT NOT NULL, now TEXT NOT NULL, PRIMARY KEY (version, kind, was, now)) STRICT, WITHOUT ROWID;
-- Episodes "they wrote, we owe an answer". Open ones have answered_at NULL.
CREATE TABLE wait (conversation_id TEXT NOT NULL, rep_id TEXT NOT NULL, network TEXT NOT NULL, message_id TEXT NOT NULL, asked_at TEXT NOT NULL, asked_day TEXT NOT NULL, answered_at TEXT, hours REAL, business_hours REAL, PRIMARY KEY (conversation_id, message_id)) STRICT, WITHOUT ROWID;
CREATE INDEX wait_rep ON wait (rep_id, asked_day);
-- A breach of a rule. subject is message, conversation, profile, rep, post or template (rep_id "" then: nobody's fault). spans are JSON [[start, end], ...] into evidence.
CREATE TABLE finding (id TEXT PRIMARY KEY, rule TEXT NOT NULL, rep_id TEXT NOT NULL, network TEXT NOT NULL, subject TEXT NOT NULL, subject_id TEXT NOT NULL, conversation_id TEXT, message_id TEXT, contact_id TEXT, day TEXT, severity TEXT NOT NULL CHECK (severity IN ('stop', 'watch', 'note')), points REAL NOT NULL, evidence TEXT NOT NULL DEFAULT '', spans TEXT NOT NULL DEFAULT '[]', params TEXT NOT NULL DEFAULT '{}') STRICT, WITHOUT ROWID;
CREATE INDEX finding_rep ON finding (rep_id, day);
CREATE INDEX finding_rule ON finding (rep_id, rule, day, severity, points, subject);
CREATE INDEX finding_conversation ON finding (conversation_id, message_id) WHERE conversation_id IS NOT NULL;
-- One profile as of one day, judged; and its checks. state: passed, improve, failed, unknown.
CREATE TABLE profile_score (rep_id TEXT NOT NULL, network TEXT NOT NULL, taken_on TEXT NOT NULL, score INTEGER, capped_by TEXT, parts TEXT NOT NULL DEFAULT '{}', content TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (rep_id, network, taken_on)) STRICT, WITHOUT ROWID;
CREATE TABLE profile_check (rep_id TEXT NOT NULL, network TEXT NOT NULL, taken_on TEXT NOT NULL, rule TEXT NOT NULL, state TEXT NOT NULL, points REAL NOT NULL, lost REAL NOT NULL, evidence TEXT NOT NULL DEFAULT '', spans TEXT NOT NULL DEFAULT '[]', params TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (rep_id, network, taken_on, rule)) STRICT, WITHOUT ROWID;
-- Counts by day: n cases of a figure, k of which hold. What pages read.
CREATE TABLE tally (rep_id TEXT NOT NULL, network TEXT NOT NULL, day TEXT NOT NULL, figure TEXT NOT NULL, n INTEGER NOT NULL, k INTEGER NOT NULL, PRIMARY KEY (rep_id, network, day, figure)) STRICT, WITHOUT ROWID;
CREATE INDEX tally_figure ON tally (figure, day);
-- Judgement of one rep over one standard period ending at the newest fact. reasons is JSON [{rule, figure, k, n, ...}].
CREATE TABLE verdict (rep_id TEXT NOT NULL, period TEXT NOT NULL, verdict TEXT NOT NULL CHECK (verdict IN ('ok', 'watch', 'stop', 'early', 'no_data')), points REAL NOT NULL, reasons TEXT NOT NULL DEFAULT '[]', PRIMARY KEY (rep_id, period)) STRICT, WITHOUT ROWID;
-- rowid goes up with the day (see derive.row_no), so that the newest are found first; who is a word that stands for the rep.
CREATE VIRTUAL TABLE search USING fts5 (stems, who, message_id UNINDEXED, conversation_id UNINDEXED, rep_id UNINDEXED, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3', detail = column);
