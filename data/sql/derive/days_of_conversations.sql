-- Days of which some conversations, as they are stored, are counted: (rep, day).
SELECT rep_id, started_day AS day FROM conversation
WHERE id IN (SELECT value FROM json_each(:ids)) AND started_day IS NOT NULL
UNION SELECT rep_id, day FROM message_mark WHERE conversation_id IN (SELECT value FROM json_each(:ids)) AND day IS NOT NULL
UNION SELECT rep_id, asked_day FROM wait WHERE conversation_id IN (SELECT value FROM json_each(:ids))
