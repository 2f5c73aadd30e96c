-- One row a client with a won deal whom the viewer may open (a rep: own deals, leads or talks), those longest without a talk or logged activity first;
-- `total` counts all. Names not on a shared screen.
WITH mine AS (
  SELECT s.customer_id, s.name, s.won, s.last_won_day FROM sale_company s
  WHERE s.won > 0 AND :since <= :until AND (
    :reps IS NULL
    OR EXISTS (SELECT 1 FROM sale_deal d WHERE d.customer_id = s.customer_id AND d.rep_id IN (SELECT value FROM json_each(:reps)))
    OR EXISTS (
      SELECT 1 FROM sale_person p JOIN person_of_contact k ON k.person_id = p.person_id JOIN conversation v ON v.contact_id = k.contact_id
      WHERE p.customer_id = s.customer_id AND v.rep_id IN (SELECT value FROM json_each(:reps))))
),
talked AS (
  SELECT p.customer_id, max(v.last_day) AS day FROM sale_person p JOIN person_of_contact k ON k.person_id = p.person_id JOIN conversation v ON v.contact_id = k.contact_id
  WHERE v.messages > 0 AND (v.private = 0 OR (v.rep_id IS :viewer_rep AND NOT :masked)) GROUP BY p.customer_id
),
logged AS (
  SELECT c.customer_id, max(substr(a.at, 1, 10)) AS day
  FROM (SELECT s.customer_id, j.value AS company_id FROM sale_company s JOIN json_each(s.companies) j) c JOIN crm_activity a ON a.company_id = c.company_id
  WHERE a.gone = '' AND a.done AND a.kind IN ('call', 'meeting', 'email', 'message') GROUP BY c.customer_id
)
SELECT m.customer_id, CASE WHEN :masked OR :text = 'none' THEN '' ELSE m.name END AS name, m.won, m.last_won_day, nullif(max(coalesce(t.day, ''), coalesce(l.day, '')), '') AS last_day,
  (SELECT count(*) FROM task k WHERE k.customer_id = m.customer_id AND k.state = 'open') AS tasks,
  (SELECT group_concat(x.name, ', ') FROM (SELECT DISTINCT r.name FROM sale_deal d JOIN rep r ON r.id = d.rep_id WHERE d.customer_id = m.customer_id ORDER BY 1) x) AS reps,
  count(*) OVER () AS total
FROM mine m LEFT JOIN talked t ON t.customer_id = m.customer_id LEFT JOIN logged l ON l.customer_id = m.customer_id
ORDER BY last_day IS NOT NULL, last_day, m.customer_id
LIMIT :size OFFSET :skip
