-- One row per pair of contacts that somebody said are one person.
SELECT DISTINCT a.contact_id AS one, b.contact_id AS other FROM person_link l
JOIN contact_key a ON a.person_key = l.first_key JOIN contact_key b ON b.person_key = l.second_key
WHERE l.verdict = 'same' AND a.contact_id <> b.contact_id
