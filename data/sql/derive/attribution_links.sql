-- One row a link between a contact and a person of the CRM: counted ones, and those that wait for somebody's word.
SELECT contact_id, person_id, CASE how WHEN 'confirmed' THEN 'confirmed' ELSE 'auto' END AS band FROM person_of_contact
UNION ALL
SELECT m.contact_id, m.person_id, 'review' FROM crm_match m
WHERE m.band = 'review' AND NOT EXISTS (SELECT 1 FROM contact_key k JOIN match_decision d ON d.person_key = k.person_key AND d.person_id = m.person_id WHERE k.contact_id = m.contact_id)
ORDER BY 1, 2
