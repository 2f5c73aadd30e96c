-- Invitations with a note, of known persons.
SELECT id, rep_id, network, direction, day, person_key, person_name, text FROM invitation
WHERE text <> '' AND person_key IS NOT NULL
ORDER BY day IS NULL, day, id
