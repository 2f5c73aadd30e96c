-- One row a thing that was done about a complaint (:id), in order of time; the complaint itself was found by its scope (:reps) before.
SELECT e.at, e.who, e.kind, e.value, CASE WHEN :masked OR :text = 'none' THEN '' ELSE e.text END AS text, coalesce(r.name, '') AS name
FROM complaint_event e LEFT JOIN rep r ON e.kind = 'owner' AND r.id = e.value
WHERE e.complaint_id = :id AND :since <= :until AND (:reps IS NULL OR :reps IS NOT NULL)
ORDER BY e.id
