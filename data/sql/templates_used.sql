-- One row per text that went to :least people and more of a scope in these days: how it was used there and what came
-- back. :id asks for one text. `n` and `k` count first messages old enough (sent until :mature) and answered ones;
-- `bumps` and `woken` the same of follow-ups, answered when their next message came within 14 days.
WITH used AS (
  SELECT
    m.template_id, m.rep_id, c.network, m.day, m.role, m.personal_share, COALESCE(c.contact_id, c.id) AS person,
    CASE WHEN m.role = 'opener' AND m.day <= :mature THEN c.replied END AS replied,
    CASE WHEN m.role = 'opener' AND m.day <= :mature AND c.replied THEN c.negative END AS negative,
    CASE WHEN m.role = 'follow_up' AND m.day <= :mature THEN COALESCE((
      SELECT n.direction = 'in' AND n.auto_reply = 0 AND julianday(n.day) - julianday(m.day) <= 14
      FROM message_mark n WHERE n.conversation_id = m.conversation_id AND n.position > m.position
      ORDER BY n.position LIMIT 1
    ), 0) END AS woken
  FROM message_mark m JOIN conversation c ON c.id = m.conversation_id
  WHERE m.template_id IS NOT NULL AND c.private = 0 AND m.day BETWEEN :since AND :until
    AND (:id IS NULL OR m.template_id = :id)
    AND (:reps IS NULL OR m.rep_id IN (SELECT value FROM json_each(:reps)))
    AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
)
SELECT
  u.template_id AS id, COUNT(*) AS sent, COUNT(DISTINCT u.person) AS people,
  json_group_array(DISTINCT u.rep_id) AS reps, json_group_array(DISTINCT u.network) AS networks,
  MIN(u.day) AS first_day, MAX(u.day) AS last_day, SUM(u.role = 'opener') AS openers,
  SUM(u.role = 'follow_up') AS follow_ups, COUNT(u.replied) AS n, COALESCE(SUM(u.replied), 0) AS k,
  COALESCE(SUM(u.negative), 0) AS negative, COUNT(u.woken) AS bumps, COALESCE(SUM(u.woken), 0) AS woken,
  AVG(u.personal_share) AS personal_share
FROM used u
GROUP BY u.template_id HAVING COUNT(DISTINCT u.person) >= :least
ORDER BY people DESC, sent DESC, u.template_id
