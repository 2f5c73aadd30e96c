-- One row a client with a won deal, those with the most conversations of the scope's reps first, with somebody there.
SELECT s.customer_id, min(c.name) AS person, count(DISTINCT v.id) AS talks
FROM sale_company s JOIN sale_person p ON p.customer_id = s.customer_id JOIN person_of_contact k ON k.person_id = p.person_id
JOIN conversation v ON v.contact_id = k.contact_id JOIN contact c ON c.id = v.contact_id
WHERE s.won > 0 AND v.private = 0 AND NOT :masked AND :since <= :until AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
GROUP BY s.customer_id
ORDER BY count(DISTINCT v.id) DESC, s.customer_id
LIMIT :size
