-- One row: the client for whom the contact of a conversation (:id) of the scope's reps stands; none for one who stands for nobody.
SELECT min(s.customer_id) AS customer_id
FROM conversation v JOIN person_of_contact k ON k.contact_id = v.contact_id JOIN sale_person s ON s.person_id = k.person_id
WHERE v.id = :id AND :since <= :until AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
HAVING min(s.customer_id) IS NOT NULL
