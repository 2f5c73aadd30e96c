-- Invitations with a note, of known persons; of some when keys are given.
SELECT id, rep_id, network, direction, day, person_key, person_name, text FROM invitation
WHERE text <> '' AND person_key IS NOT NULL
    AND (:keys IS NULL OR person_key IN (SELECT value FROM json_each(:keys)))
ORDER BY day IS NULL, day, id
