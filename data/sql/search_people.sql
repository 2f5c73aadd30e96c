-- One row a contact in whose name and company all words asked for stand (:words, JSON [[number, from, below], ...]: a word of a name is from .. below), one at
-- least in the name (:first: the number of the rarest): none who is known from others' private talks only.
WITH asked AS (SELECT json_extract(value, '$[0]') AS no, json_extract(value, '$[1]') AS low, json_extract(value, '$[2]') AS high FROM json_each(:words)),
numbers AS (SELECT DISTINCT no FROM asked),
named AS MATERIALIZED (SELECT DISTINCT w.id FROM asked a CROSS JOIN name_word w ON w.word >= a.low AND w.word < a.high AND w.kind = 'person' WHERE a.no = :first)
SELECT c.id, c.name, c.network, c.company, c.position,
  (SELECT v.id FROM conversation v WHERE v.contact_id = c.id AND v.messages > 0 AND (v.private = 0 OR v.rep_id IS :viewer_rep) AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
    ORDER BY v.last_at DESC LIMIT 1) AS talk,
  (SELECT max(v.last_day) FROM conversation v WHERE v.contact_id = c.id AND v.messages > 0 AND (v.private = 0 OR v.rep_id IS :viewer_rep) AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))) AS last_day,
  (SELECT min(s.customer_id) FROM person_of_contact p JOIN sale_person s ON s.person_id = p.person_id WHERE p.contact_id = c.id) AS customer_id
FROM named n CROSS JOIN contact c ON c.id = n.id
WHERE NOT :masked AND :text <> 'none' AND :since <= :until
  AND NOT EXISTS (
    SELECT 1 FROM numbers q WHERE q.no <> :first
      AND NOT EXISTS (SELECT 1 FROM asked b JOIN name_word x ON x.kind = 'person' AND x.id = c.id AND x.word >= b.low AND x.word < b.high WHERE b.no = q.no)
      AND NOT EXISTS (SELECT 1 FROM asked b JOIN name_word x ON x.kind = 'company' AND x.id = c.company AND x.word >= b.low AND x.word < b.high WHERE b.no = q.no))
  AND (
    EXISTS (SELECT 1 FROM conversation v WHERE v.contact_id = c.id AND (v.private = 0 OR v.rep_id IS :viewer_rep) AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps))))
    OR EXISTS (
      SELECT 1 FROM contact_key k JOIN connection t ON t.person_key = k.person_key WHERE k.contact_id = c.id AND (:reps IS NULL OR t.rep_id IN (SELECT value FROM json_each(:reps)))
        AND NOT EXISTS (SELECT 1 FROM conversation p WHERE p.contact_id = c.id AND p.rep_id = t.rep_id AND p.private = 1 AND p.rep_id IS NOT :viewer_rep))
    OR EXISTS (
      SELECT 1 FROM contact_key k JOIN invitation t ON t.person_key = k.person_key WHERE k.contact_id = c.id AND (:reps IS NULL OR t.rep_id IN (SELECT value FROM json_each(:reps)))
        AND NOT EXISTS (SELECT 1 FROM conversation p WHERE p.contact_id = c.id AND p.rep_id = t.rep_id AND p.private = 1 AND p.rep_id IS NOT :viewer_rep)))
LIMIT :size
