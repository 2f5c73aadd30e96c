-- One row a task, overdue and next due first: of the scope's reps, and (for who sees everybody) nobody's. :state is open, done or all; :customer and
-- :origin NULL for all. `clients` counts those of a group. Names of clients not on a shared screen.
SELECT t.id, t.kind, CASE WHEN :masked OR :text = 'none' THEN '' ELSE t.text END AS text, t.customer_id, t.grp, t.rep_id, coalesce(r.name, '') AS rep, t.due, t.anchor, t.every, t.origin, t.origin_id,
  t.state, t.at, t.who, t.changed_at,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE coalesce(s.name, '') END AS client,
  (SELECT max(d.at) FROM task_done d WHERE d.task_id = t.id) AS done_at, (SELECT count(*) FROM task_done d WHERE d.task_id = t.id) AS times,
  CASE WHEN t.grp LIKE 'industry/%' THEN (SELECT count(*) FROM sale_company c WHERE c.won > 0 AND c.industry = substr(t.grp, 10)) END AS clients
FROM task t LEFT JOIN rep r ON r.id = t.rep_id LEFT JOIN sale_company s ON s.customer_id = t.customer_id
WHERE (:reps IS NULL OR t.rep_id IN (SELECT value FROM json_each(:reps)))
  AND t.due BETWEEN :since AND :until
  AND (:state = 'all' OR t.state = :state OR (:state = 'done' AND EXISTS (SELECT 1 FROM task_done d WHERE d.task_id = t.id)))
  AND (:customer IS NULL OR t.customer_id = :customer)
  AND (:origin IS NULL OR (t.origin = :origin AND t.origin_id = :origin_id))
ORDER BY t.due, t.id
