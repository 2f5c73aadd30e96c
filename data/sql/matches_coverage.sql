-- One row: conversations of the scope by how their contact stands to the CRM, and contacts that wait.
WITH talked AS (
  SELECT v.id, v.contact_id FROM conversation v WHERE v.private = 0 AND v.messages > 0 AND v.last_day BETWEEN :since AND :until
    AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps))) AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
),
linked AS (SELECT contact_id, min(CASE how WHEN 'confirmed' THEN 0 WHEN 'key' THEN 1 ELSE 2 END) AS how FROM person_of_contact GROUP BY contact_id),
waiting AS (
  SELECT DISTINCT m.contact_id FROM crm_match m WHERE m.band = 'review'
    AND NOT EXISTS (SELECT 1 FROM contact_key k JOIN match_decision d ON d.person_key = k.person_key AND d.person_id = m.person_id WHERE k.contact_id = m.contact_id)
)
SELECT count(*) AS talks, coalesce(sum(l.how = 0), 0) AS confirmed, coalesce(sum(l.how = 1), 0) AS by_key, coalesce(sum(l.how = 2), 0) AS by_name,
  coalesce(sum(l.how IS NULL AND w.contact_id IS NOT NULL), 0) AS waiting
FROM talked t LEFT JOIN linked l ON l.contact_id = t.contact_id LEFT JOIN waiting w ON w.contact_id = t.contact_id
