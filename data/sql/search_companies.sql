-- One row a company that contacts say they work for, in whose name all words asked for stand (:words as in search_people), with how many contacts of it
-- (counted up to 100) and the newest talk there, of the scope's reps.
WITH asked AS (SELECT json_extract(value, '$[0]') AS no, json_extract(value, '$[1]') AS low, json_extract(value, '$[2]') AS high FROM json_each(:words)),
numbers AS (SELECT DISTINCT no FROM asked),
named AS MATERIALIZED (SELECT DISTINCT w.id FROM asked a CROSS JOIN name_word w ON w.word >= a.low AND w.word < a.high AND +w.kind = 'company' WHERE a.no = :first LIMIT 2000),
met AS (
  SELECT n.id FROM named n WHERE NOT EXISTS (
    SELECT 1 FROM numbers q WHERE q.no <> :first
      AND NOT EXISTS (SELECT 1 FROM asked b JOIN name_word x ON x.kind = 'company' AND x.id = n.id AND x.word >= b.low AND x.word < b.high WHERE b.no = q.no))
)
SELECT m.id AS company,
  (SELECT count(*) FROM (
    SELECT 1 FROM contact c JOIN conversation v ON v.contact_id = c.id
    WHERE c.company = m.id AND c.company <> '' AND (v.private = 0 OR v.rep_id IS :viewer_rep) AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps))) GROUP BY c.id LIMIT 100)) AS people
FROM met m
WHERE NOT :masked AND :text <> 'none' AND :since <= :until AND EXISTS (
  SELECT 1 FROM contact c JOIN conversation v ON v.contact_id = c.id
  WHERE c.company = m.id AND c.company <> '' AND (v.private = 0 OR v.rep_id IS :viewer_rep) AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps))))
LIMIT :size
