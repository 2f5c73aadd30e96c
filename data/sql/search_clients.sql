-- One row a client, or a person of the CRM at one, in whose name all words asked for stand (:words as in search_people): of clients that the viewer may open.
WITH asked AS (SELECT json_extract(value, '$[0]') AS no, json_extract(value, '$[1]') AS low, json_extract(value, '$[2]') AS high FROM json_each(:words)),
numbers AS (SELECT DISTINCT no FROM asked),
named AS MATERIALIZED (SELECT DISTINCT w.kind, w.id FROM asked a CROSS JOIN name_word w ON w.word >= a.low AND w.word < a.high AND +w.kind IN ('client', 'crm') WHERE a.no = :first),
met AS (
  SELECT n.kind, n.id FROM named n
  WHERE NOT EXISTS (
    SELECT 1 FROM numbers q WHERE q.no <> :first
      AND NOT EXISTS (SELECT 1 FROM asked b JOIN name_word x ON x.kind = n.kind AND x.id = n.id AND x.word >= b.low AND x.word < b.high WHERE b.no = q.no))
)
SELECT m.kind, m.id, s.customer_id, s.name AS client, s.won, s.last_won_day, coalesce(nullif(p.name, ''), trim(p.first_name || ' ' || p.last_name), '') AS person, coalesce(p.title, '') AS title
FROM met m LEFT JOIN sale_person q ON m.kind = 'crm' AND q.person_id = m.id LEFT JOIN crm_person p ON p.id = q.person_id
JOIN sale_company s ON s.customer_id = CASE m.kind WHEN 'client' THEN m.id ELSE q.customer_id END
WHERE NOT :masked AND :text <> 'none' AND :since <= :until AND (
  :reps IS NULL
  OR EXISTS (SELECT 1 FROM sale_deal d WHERE d.customer_id = s.customer_id AND d.rep_id IN (SELECT value FROM json_each(:reps)))
  OR EXISTS (SELECT 1 FROM sale_lead l JOIN sale_person y ON y.person_id = l.person_id WHERE y.customer_id = s.customer_id AND l.rep_id IN (SELECT value FROM json_each(:reps)))
  OR EXISTS (SELECT 1 FROM task t WHERE t.customer_id = s.customer_id AND t.rep_id IN (SELECT value FROM json_each(:reps)))
  OR EXISTS (
    SELECT 1 FROM sale_person y JOIN person_of_contact k ON k.person_id = y.person_id JOIN conversation v ON v.contact_id = k.contact_id
    WHERE y.customer_id = s.customer_id AND v.rep_id IN (SELECT value FROM json_each(:reps))))
LIMIT :size
