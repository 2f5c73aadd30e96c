-- Conversations that were judged, by id or by whom they were with.
SELECT id, contact_id, rep_id FROM conversation
WHERE id IN (SELECT value FROM json_each(:ids)) OR contact_id IN (SELECT value FROM json_each(:contacts))
