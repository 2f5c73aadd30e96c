-- One row a contact talked with in both directions, and whether the CRM knows that person (automatic or confirmed).
WITH linked AS MATERIALIZED (SELECT DISTINCT contact_id FROM person_of_contact)
SELECT c.contact_id AS id, min(c.rep_id) AS rep_id, min(c.network) AS network, max(c.last_day) AS day, n.contact_id IS NOT NULL AS linked
FROM conversation c LEFT JOIN linked n ON n.contact_id = c.contact_id
WHERE c.private = 0 AND c.contact_id IS NOT NULL AND c.ours > 0 AND c.theirs > 0
  AND (:reps IS NULL OR c.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
  AND c.last_day BETWEEN :since AND :until
GROUP BY c.contact_id
