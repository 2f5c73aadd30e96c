-- The raw text of some messages and notes of invitations.
SELECT id, text FROM message WHERE id IN (SELECT value FROM json_each(:ids))
UNION ALL SELECT id, text FROM invitation WHERE id IN (SELECT value FROM json_each(:ids))
