-- One row a link of the newest audit that is still here, in an order that has nothing to do with names.
SELECT a.drawn_at, a.who, a.tier, a.person_key, a.person_id, k.contact_id, coalesce(m.evidence, '{}') AS evidence,
  coalesce((SELECT d.verdict FROM contact_key o JOIN match_decision d ON d.person_key = o.person_key AND d.person_id = a.person_id WHERE o.contact_id = k.contact_id LIMIT 1), '') AS said
FROM match_audit a JOIN contact_key k ON k.person_key = a.person_key JOIN crm_person p ON p.id = a.person_id AND p.gone = ''
LEFT JOIN crm_match m ON m.contact_id = k.contact_id AND m.person_id = a.person_id
WHERE NOT :masked AND :since <= :until AND :reps IS NULL
ORDER BY a.person_id, a.person_key
