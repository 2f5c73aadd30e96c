-- One row a rep of ours who deals with a client (:customer): won and open deals, conversations, last day of one. None that is private and another's;
-- no texts, so colleagues of a rep stand there, too (:reps is what the client was found by).
WITH done AS (
  SELECT d.rep_id, count(*) FILTER (WHERE d.state = 'won') AS won, count(*) FILTER (WHERE d.state = 'open') AS open, 0 AS talks, NULL AS last_day, max(d.closed_day) AS last_won
  FROM sale_deal d WHERE d.customer_id = :customer AND d.rep_id IS NOT NULL GROUP BY d.rep_id
  UNION ALL
  SELECT v.rep_id, 0, 0, count(DISTINCT v.id), max(v.last_day), NULL
  FROM sale_person s JOIN person_of_contact k ON k.person_id = s.person_id JOIN conversation v ON v.contact_id = k.contact_id
  WHERE s.customer_id = :customer AND v.messages > 0 AND (v.private = 0 OR (v.rep_id IS :viewer_rep AND NOT :masked)) GROUP BY v.rep_id
)
SELECT o.rep_id, coalesce(r.name, '') AS name, sum(o.won) AS won, sum(o.open) AS open, sum(o.talks) AS talks, max(o.last_day) AS last_day, max(o.last_won) AS last_won
FROM done o LEFT JOIN rep r ON r.id = o.rep_id
WHERE :since <= :until AND (:reps IS NULL OR :reps IS NOT NULL)
GROUP BY o.rep_id
ORDER BY max(o.last_day) IS NULL, max(o.last_day) DESC, sum(o.won) DESC
