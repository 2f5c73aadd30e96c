-- One row per kind of first message made of one text (:id) in a scope's days, old enough (sent until :mature) to know
-- whether it was answered: `band` of its own words beside names (0: under a twentieth, 1: under a third, 2: more), what
-- else it holds, how many there are (n) and were answered (k).
SELECT
  CASE
    WHEN m.personal_share - COALESCE(m.name_share, 0) < 0.05 THEN 0
    WHEN m.personal_share - COALESCE(m.name_share, 0) < 0.34 THEN 1
    ELSE 2
  END AS band,
  COALESCE(c.personal_opener, 0) AS personal, COALESCE(c.question_opener, 0) AS question,
  COALESCE(c.helped_opener, 0) AS helped, COALESCE(c.link_opener, 0) AS link,
  COUNT(c.replied) AS n, SUM(c.replied) AS k
FROM message_mark m JOIN conversation c ON c.id = m.conversation_id
WHERE m.template_id = :id AND m.role = 'opener' AND c.private = 0 AND c.replied IS NOT NULL
  AND m.day BETWEEN :since AND :until AND m.day <= :mature
  AND (:reps IS NULL OR m.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5
