-- One row per conversation of a scope, whatever its days: with whom, and of which company; none where names are hidden.
SELECT v.id, COALESCE(c.name, v.title) AS contact, COALESCE(c.company, '') AS company
FROM conversation v LEFT JOIN contact c ON c.id = v.contact_id
WHERE NOT :masked AND :text <> 'none' AND :since <= :until
  AND (v.private = 0 OR v.rep_id = :viewer_rep)
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
ORDER BY v.id
