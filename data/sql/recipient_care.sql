-- One row a note, gift or date written down about the client that a contact (:contact) stands for, the oldest first; :reps is whom the contact was found by.
SELECT DISTINCT n.id, n.kind, coalesce(n.day, substr(n.at, 1, 10)) AS day, n.person, n.text
FROM person_of_contact k JOIN sale_person s ON s.person_id = k.person_id JOIN client_note n ON n.customer_id = s.customer_id
WHERE k.contact_id = :contact AND NOT :masked AND :text <> 'none' AND :since <= :until AND (:reps IS NULL OR :reps IS NOT NULL)
ORDER BY 3, 1
