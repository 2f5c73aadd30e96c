-- One row per rep, network, question and answer of the imports that stand: in how many, with an example and the choices
-- (a JSON list of JSON lists [value, label, count]). Imports have no day: :since and :until narrow nothing.
SELECT i.rep_id, COALESCE(r.name, '') AS rep_name, i.network, i.connector, q.question, q.value, q.answered_by,
  COUNT(*) AS imports, MAX(q.example) AS example, MAX(q.proposal) AS proposal, json_group_array(q.choices) AS choices
FROM import_question q
JOIN import i ON i.id = q.import_id
LEFT JOIN rep r ON r.id = i.rep_id
WHERE i.state = 'done' AND :since <= :until
  AND (:reps IS NULL OR i.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR i.network IN (SELECT value FROM json_each(:networks)))
GROUP BY i.rep_id, i.network, q.question, q.value, q.answered_by
ORDER BY rep_name, i.network, q.question, q.value
