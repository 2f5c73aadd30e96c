-- The persons that some one-to-one conversations name now, and those whom they were with when they were judged.
SELECT person_key FROM message
WHERE conversation_id IN (SELECT value FROM json_each(:ids)) AND person_key IS NOT NULL
    AND kind IN ('direct', 'inmail', 'invitation')
UNION
SELECT k.person_key FROM conversation c JOIN contact_key k ON k.contact_id = c.contact_id
WHERE c.id IN (SELECT value FROM json_each(:ids))
