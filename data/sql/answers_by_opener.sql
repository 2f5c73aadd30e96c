-- One row per way of opening (dimension, band): n mature conversations that we began, in how many came an answer
-- within 14 days, a positive and a negative one; and how many are too young. :mature is the last day on which one is
-- old enough; :ends is a JSON list of characters at which bands of length end. A copy's own share is its opener's.
WITH began AS (
  SELECT
    c.started_day <= :mature AS old, c.opener_chars, c.pitch_opener, c.pitch_after_reply, c.helped_opener, c.question_opener, c.replied, c.replied_any,
    COALESCE(c.replied = 1 AND c.positive = 1, 0) AS positive, COALESCE(c.replied = 1 AND c.negative = 1, 0) AS negative,
    o.template_id, o.personal_share,
    c.replied = 1 AND EXISTS (
      SELECT 1 FROM message_mark m
      WHERE m.conversation_id = c.id AND m.direction = 'out' AND m.role <> 'opener' AND m.is_pitch >= :sure
    ) AS pitched_later
  FROM conversation c LEFT JOIN message_mark o ON o.message_id = c.opener_id
  WHERE c.private = 0 AND c.opened_by = 'us' AND c.replied IS NOT NULL
    AND c.started_day BETWEEN :since AND :until
    AND (:reps IS NULL OR c.rep_id IN (SELECT value FROM json_each(:reps)))
    AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
),
banded AS (
  SELECT 'kind' AS dimension,
    CASE WHEN pitch_opener = 1 THEN 'offer' WHEN helped_opener = 1 THEN 'help'
      WHEN question_opener = 1 THEN 'question' ELSE 'other' END AS band,
    replied, positive, negative, old
  FROM began
  UNION ALL
  SELECT 'length',
    CAST((SELECT COUNT(*) FROM json_each(:ends) e WHERE opener_chars > e.value) AS TEXT),
    replied, positive, negative, old
  FROM began WHERE opener_chars IS NOT NULL
  UNION ALL
  SELECT 'turn',
    CASE WHEN pitch_opener = 1 THEN 'opener' WHEN pitch_after_reply = 1 THEN 'after_reply'
      WHEN pitched_later = 1 THEN 'later' ELSE 'never' END,
    1, positive, negative, old
  FROM began WHERE replied = 1
  UNION ALL
  SELECT 'own',
    CASE WHEN template_id IS NULL THEN 'own' WHEN personal_share < 0.1 THEN 'copy'
      WHEN personal_share < 0.3 THEN 'touched' ELSE 'reworked' END,
    replied, positive, negative, old
  FROM began
)
SELECT
  dimension, band, SUM(old) AS n, SUM(old AND replied) AS replied, SUM(old AND positive) AS positive,
  SUM(old AND negative) AS negative, SUM(NOT old) AS immature
FROM banded GROUP BY dimension, band
