-- The ids of all conversations that hold a message of an outreach kind.
SELECT DISTINCT conversation_id AS id FROM message WHERE kind IN ('direct', 'inmail', 'invitation')
