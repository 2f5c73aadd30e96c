-- One row per contact of another network whom the rep (:rep) writes with: where somebody of the same name may be sought.
SELECT DISTINCT v.contact_id, v.network, c.name, c.company
FROM conversation v JOIN contact c ON c.id = v.contact_id
WHERE v.rep_id = :rep AND v.network <> :network AND c.name <> '' AND :since <= :until AND v.messages > 0
  AND (v.private = 0 OR (v.rep_id = :viewer_rep AND NOT :masked))
  AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
ORDER BY v.contact_id
