-- The messages of outreach kinds of some conversations, in time order; those without a time last. What the other side
-- passed on is an answer, too, but none of its words are that person's own.
SELECT conversation_id, id, rep_id, network, conversation_title, CASE kind WHEN 'forward' THEN 'direct' ELSE kind END
    AS kind, direction, sent_at, sent_at_by, sent_at_text, day, person_key, subject,
    CASE kind WHEN 'forward' THEN '' ELSE text END AS text, attachments, folder
FROM message
WHERE conversation_id IN (SELECT value FROM json_each(:ids))
    AND (kind IN ('direct', 'inmail', 'invitation') OR (kind = 'forward' AND direction = 'in'))
ORDER BY conversation_id, sent_at IS NULL, sent_at, id
