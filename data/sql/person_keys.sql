-- One row per contact, kind and value of a personal key (e-mail or phone) that the reps of the scope know. :values is a
-- JSON list of values to look for, NULL for all of the contacts in :contacts (a JSON list).
WITH told AS (
  SELECT person_key, kind, value FROM identity
  WHERE kind IN ('email', 'phone') AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  UNION
  SELECT person_key, 'email', lower(trim(email)) FROM connection
  WHERE email <> '' AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  UNION
  SELECT person_key, 'email', lower(trim(email)) FROM prospect
  WHERE email <> '' AND person_key IS NOT NULL AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
)
SELECT DISTINCT k.contact_id, c.network, c.name, t.kind, t.value
FROM told t JOIN contact_key k ON k.person_key = t.person_key JOIN contact c ON c.id = k.contact_id
WHERE :since <= :until
  AND ((:values IS NULL AND k.contact_id IN (SELECT value FROM json_each(:contacts)))
    OR t.value IN (SELECT value FROM json_each(:values)))
ORDER BY k.contact_id, t.kind, t.value
