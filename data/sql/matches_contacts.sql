-- One row a contact among :contacts (JSON list of ids), with the keys the exports tell. Names not on a shared screen.
SELECT c.id, c.network, c.name, c.company, c.position, c.person_key,
  coalesce((SELECT group_concat(DISTINCT t.email) FROM contact_key k JOIN connection t ON t.person_key = k.person_key WHERE k.contact_id = c.id AND t.email <> ''
    AND (:reps IS NULL OR t.rep_id IN (SELECT value FROM json_each(:reps)))), '') AS emails,
  coalesce((SELECT group_concat(DISTINCT i.value) FROM contact_key k JOIN identity i ON i.person_key = k.person_key WHERE k.contact_id = c.id AND i.kind IN ('phone', 'email', 'handle')
    AND (:reps IS NULL OR i.rep_id IN (SELECT value FROM json_each(:reps)))), '') AS others
FROM contact c WHERE c.id IN (SELECT value FROM json_each(:contacts)) AND NOT :masked AND :since <= :until
