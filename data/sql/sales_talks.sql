-- One row a conversation: whether its person is linked to the CRM, and the first lead from its beginning on.
WITH link AS MATERIALIZED (SELECT DISTINCT contact_id, person_id FROM person_of_contact),
linked AS MATERIALIZED (SELECT DISTINCT contact_id FROM link),
led AS MATERIALIZED (SELECT k.contact_id, l.id, l.created_day FROM link k JOIN sale_lead l ON l.person_id = k.person_id WHERE l.created_day IS NOT NULL)
SELECT c.id, c.rep_id, c.network, c.contact_id, c.started_day, c.opened_by, c.ours > 0 AND c.theirs > 0 AS two_way, k.company, k.position,
  n.contact_id IS NOT NULL AS linked, min(d.created_day) AS lead_day, d.id AS lead_id
FROM conversation c
LEFT JOIN contact k ON k.id = c.contact_id
LEFT JOIN linked n ON n.contact_id = c.contact_id
LEFT JOIN led d ON d.contact_id = c.contact_id AND d.created_day >= c.started_day
WHERE c.private = 0 AND (:reps IS NULL OR c.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
  AND c.started_day BETWEEN :since AND :until
GROUP BY c.id
