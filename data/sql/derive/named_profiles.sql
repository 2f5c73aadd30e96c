-- Profiles with the names that some reps know them by.
SELECT DISTINCT person_key, person_name FROM message
WHERE rep_id IN (SELECT value FROM json_each(:reps)) AND person_key IS NOT NULL AND person_name <> ''
    AND kind IN ('direct', 'inmail', 'invitation')
UNION
SELECT person_key, person_name FROM invitation
WHERE rep_id IN (SELECT value FROM json_each(:reps)) AND person_key IS NOT NULL AND person_name <> ''
UNION
SELECT person_key, person_name FROM connection WHERE rep_id IN (SELECT value FROM json_each(:reps)) AND person_name <> ''
UNION
SELECT person_key, person_name FROM note
WHERE rep_id IN (SELECT value FROM json_each(:reps)) AND person_key IS NOT NULL AND person_name <> ''
