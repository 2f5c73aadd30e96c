-- One row a contact in whose name and company all words asked for stand (:words, JSON [[number, from, below], ...]: a word of a name is from .. below), one at
-- least in the name (:first: the number of the rarest), with the day of the newest talk: none who is known from others' private talks only.
WITH asked AS (SELECT json_extract(value, '$[0]') AS no, json_extract(value, '$[1]') AS low, json_extract(value, '$[2]') AS high FROM json_each(:words)),
numbers AS (SELECT DISTINCT no FROM asked),
named AS MATERIALIZED (SELECT DISTINCT w.id FROM asked a CROSS JOIN name_word w ON w.word >= a.low AND w.word < a.high AND +w.kind = 'person' WHERE a.no = :first),
met AS MATERIALIZED (
  SELECT n.id FROM named n
  WHERE NOT :masked AND :text <> 'none' AND :since <= :until
    AND NOT EXISTS (
      SELECT 1 FROM numbers q WHERE q.no <> :first
        AND NOT EXISTS (SELECT 1 FROM asked b JOIN name_word x ON x.kind = 'person' AND x.id = n.id AND x.word >= b.low AND x.word < b.high WHERE b.no = q.no)
        AND NOT EXISTS (SELECT 1 FROM asked b JOIN name_word x ON x.kind = 'company' AND x.id = (SELECT c.company FROM contact c WHERE c.id = n.id) AND x.word >= b.low AND x.word < b.high WHERE b.no = q.no))
    AND (
      EXISTS (SELECT 1 FROM conversation v WHERE v.contact_id = n.id AND (v.private = 0 OR v.rep_id IS :viewer_rep) AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps))))
      OR EXISTS (
        SELECT 1 FROM contact_key k WHERE k.contact_id = n.id AND (
          EXISTS (
            SELECT 1 FROM connection t WHERE t.person_key = k.person_key AND (:reps IS NULL OR t.rep_id IN (SELECT value FROM json_each(:reps)))
              AND NOT EXISTS (SELECT 1 FROM conversation p WHERE p.contact_id = n.id AND p.rep_id = t.rep_id AND p.private = 1 AND p.rep_id IS NOT :viewer_rep))
          OR EXISTS (
            SELECT 1 FROM invitation t WHERE t.person_key = k.person_key AND (:reps IS NULL OR t.rep_id IN (SELECT value FROM json_each(:reps)))
              AND NOT EXISTS (SELECT 1 FROM conversation p WHERE p.contact_id = n.id AND p.rep_id = t.rep_id AND p.private = 1 AND p.rep_id IS NOT :viewer_rep)))))
  LIMIT :size
)
SELECT c.id, c.name, c.network, c.company, c.position,
  (SELECT max(v.last_day) FROM conversation v WHERE v.contact_id = c.id AND v.messages > 0 AND (v.private = 0 OR v.rep_id IS :viewer_rep) AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))) AS last_day
FROM met m JOIN contact c ON c.id = m.id
