-- Templates that messages of some conversations belong to.
SELECT DISTINCT template_id AS id FROM message_mark
WHERE conversation_id IN (SELECT value FROM json_each(:ids)) AND template_id IS NOT NULL
