-- One row a link the program made by itself (:tier '' is all; not to doubles of a person already named), by what; `said` is the word somebody gave about it since.
SELECT m.contact_id, c.person_key, m.person_id, m.tier, m.evidence, m.score,
  coalesce((SELECT d.verdict FROM contact_key k JOIN match_decision d ON d.person_key = k.person_key AND d.person_id = m.person_id WHERE k.contact_id = m.contact_id LIMIT 1), '') AS said
FROM crm_match m JOIN contact c ON c.id = m.contact_id
WHERE m.band = 'auto' AND (:tier = '' OR m.tier = :tier) AND json_extract(m.evidence, '$.double_of') IS NULL AND NOT :masked AND :since <= :until
  AND (:reps IS NULL OR EXISTS (SELECT 1 FROM conversation v WHERE v.contact_id = m.contact_id AND v.private = 0 AND v.rep_id IN (SELECT value FROM json_each(:reps)))
    OR EXISTS (SELECT 1 FROM contact_key k JOIN connection t ON t.person_key = k.person_key WHERE k.contact_id = m.contact_id AND t.rep_id IN (SELECT value FROM json_each(:reps))))
ORDER BY m.contact_id, m.person_id
