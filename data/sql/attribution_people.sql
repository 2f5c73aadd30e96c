-- One row a conversation that the viewer may open: with whom (only where names may be shown), and what the link to the CRM rests on.
SELECT c.id, CASE WHEN :masked OR :text = 'none' THEN '' ELSE coalesce(k.name, '') END AS name, coalesce(max(m.tier), '') AS tier
FROM conversation c LEFT JOIN contact k ON k.id = c.contact_id LEFT JOIN crm_match m ON m.contact_id = c.contact_id
WHERE c.id IN (SELECT value FROM json_each(:talks)) AND c.private = 0 AND :since <= :until
  AND (:reps IS NULL OR c.rep_id IN (SELECT value FROM json_each(:reps)))
GROUP BY c.id
