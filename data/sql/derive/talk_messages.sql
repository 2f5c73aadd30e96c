-- The messages of outreach kinds of some conversations, in time order; those without a time last.
SELECT conversation_id, id, rep_id, network, conversation_title, kind, direction, sent_at, sent_at_by, sent_at_text, day,
    person_key, subject, text, attachments, folder
FROM message
WHERE conversation_id IN (SELECT value FROM json_each(:ids)) AND kind IN ('direct', 'inmail', 'invitation')
ORDER BY conversation_id, sent_at IS NULL, sent_at, id
