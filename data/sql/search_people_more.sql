-- One row a contact (:ids, a JSON list): the newest talk with them that the viewer may open, and the client that they stand for.
SELECT j.value AS id,
  (SELECT v.id FROM conversation v WHERE v.contact_id = j.value AND v.messages > 0 AND (v.private = 0 OR v.rep_id IS :viewer_rep) AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
    ORDER BY v.last_at DESC LIMIT 1) AS talk,
  (SELECT min(s.customer_id) FROM sale_person s WHERE s.person_id IN (
    SELECT m.person_id FROM crm_match m WHERE m.contact_id = j.value AND m.band = 'auto'
      AND NOT EXISTS (SELECT 1 FROM contact_key k JOIN match_decision d ON d.person_key = k.person_key AND d.person_id = m.person_id AND d.verdict = 'not' WHERE k.contact_id = m.contact_id)
    UNION ALL
    SELECT d.person_id FROM contact_key k CROSS JOIN match_decision d ON d.person_key = k.person_key AND d.verdict = 'same' WHERE k.contact_id = j.value)) AS customer_id
FROM json_each(:ids) j
WHERE NOT :masked AND :text <> 'none' AND :since <= :until
