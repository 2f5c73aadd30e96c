-- One row per case counted in a figure that is counted by conversation: the very rows behind its n (:part = 'n') or
-- its k (:part = 'k'). :figure is a name of the tally; :mature is the last day on which a case is old enough.
-- `derive/tally.sql` counts the same cases: change both together.
WITH talk AS (
  SELECT
    c.*, c.opened_by = 'us' AS us,
    ROW_NUMBER() OVER (
      PARTITION BY c.rep_id, c.network, COALESCE(c.contact_id, c.id) ORDER BY c.opened_by <> 'us', c.started_day, c.id
    ) AS no,
    MAX(c.burned = 1 AND NOT COALESCE(c.burned_day <= date(n.as_of, '-180 days'), 0))
      OVER (PARTITION BY c.rep_id, c.network, COALESCE(c.contact_id, c.id)) AS burned_now
  FROM conversation c
    LEFT JOIN (SELECT json_extract(value, '$.as_of') AS as_of FROM workspace WHERE key = 'refreshed') n
  WHERE c.private = 0 AND c.started_day IS NOT NULL
    AND (:reps IS NULL OR c.rep_id IN (SELECT value FROM json_each(:reps)))
    AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
),
working_day AS (
  SELECT
    COALESCE((SELECT CAST(value AS INTEGER) FROM workspace WHERE key = 'work_until'), 18)
    - COALESCE((SELECT CAST(value AS INTEGER) FROM workspace WHERE key = 'work_from'), 9) AS hours
),
cases AS (
  SELECT
    id, rep_id, network, contact_id, title, started_day AS day, NULL AS message_id,
    CASE :figure
      WHEN 'started' THEN us
      WHEN 'reply_rate' THEN us AND replied IS NOT NULL
      WHEN 'positive_reply' THEN us AND replied IS NOT NULL
      WHEN 'positive_of_replies' THEN us AND replied = 1 AND positive IS NOT NULL
      WHEN 'negative_of_replies' THEN us AND replied = 1 AND negative IS NOT NULL
      WHEN 'unlabelled_replies' THEN us AND replied = 1
      WHEN 'pitch_in_opener' THEN us AND pitch_opener IS NOT NULL
      WHEN 'pitch_after_reply' THEN us AND replied_any = 1
      WHEN 'copies' THEN us AND copied_opener IS NOT NULL
      WHEN 'personal' THEN us AND personal_opener IS NOT NULL
      WHEN 'question_in_opener' THEN us AND question_opener IS NOT NULL
      WHEN 'short_opener' THEN us AND short_opener IS NOT NULL
      WHEN 'link_in_opener' THEN us AND link_opener IS NOT NULL
      WHEN 'slot_left' THEN us AND slot_opener IS NOT NULL
      WHEN 'helped_opener' THEN us AND helped_opener IS NOT NULL
      WHEN 'follow_up_pressure' THEN us AND pressured IS NOT NULL
      WHEN 'inbound_share' THEN opened_by IN ('us', 'them')
      WHEN 'depth' THEN us AND replied_any = 1
      WHEN 'meeting_agreed' THEN us AND replied_any = 1
      WHEN 'reply_to_help' THEN us AND replied IS NOT NULL AND helped_opener = 1 AND pitch_opener = 0
      WHEN 'reply_to_question'
        THEN us AND replied IS NOT NULL AND question_opener = 1 AND helped_opener = 0 AND pitch_opener = 0
      WHEN 'reply_to_offer' THEN us AND replied IS NOT NULL AND pitch_opener = 1
      WHEN 'burned' THEN us AND no = 1
    END AS in_n,
    CASE :figure
      WHEN 'started' THEN us
      WHEN 'reply_rate' THEN replied
      WHEN 'positive_reply' THEN replied = 1 AND positive = 1
      WHEN 'positive_of_replies' THEN positive
      WHEN 'negative_of_replies' THEN negative
      WHEN 'unlabelled_replies' THEN positive IS NULL
      WHEN 'pitch_in_opener' THEN pitch_opener
      WHEN 'pitch_after_reply' THEN pitch_after_reply
      WHEN 'copies' THEN copied_opener
      WHEN 'personal' THEN personal_opener
      WHEN 'question_in_opener' THEN question_opener
      WHEN 'short_opener' THEN short_opener
      WHEN 'link_in_opener' THEN link_opener
      WHEN 'slot_left' THEN slot_opener
      WHEN 'helped_opener' THEN helped_opener
      WHEN 'follow_up_pressure' THEN pressured
      WHEN 'inbound_share' THEN opened_by = 'them'
      WHEN 'depth' THEN exchanges >= 3
      WHEN 'meeting_agreed' THEN outcome = 'meeting'
      WHEN 'reply_to_help' THEN replied
      WHEN 'reply_to_question' THEN replied
      WHEN 'reply_to_offer' THEN replied
      WHEN 'burned' THEN burned_now
    END AS in_k
  FROM talk
  UNION ALL
  SELECT
    t.id, t.rep_id, t.network, t.contact_id, t.title, w.asked_day, w.message_id,
    :figure IN ('answered_in_hour', 'answered_in_day'),
    w.answered_at IS NOT NULL
    AND w.business_hours <= CASE :figure WHEN 'answered_in_hour' THEN 1 ELSE (SELECT hours FROM working_day) END
  FROM wait w JOIN conversation t ON t.id = w.conversation_id
  WHERE t.private = 0
    AND (:reps IS NULL OR w.rep_id IN (SELECT value FROM json_each(:reps)))
    AND (:networks IS NULL OR w.network IN (SELECT value FROM json_each(:networks)))
)
SELECT
  s.id AS conversation_id, s.rep_id, s.network, s.day, s.message_id,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(c.name, s.title) END AS contact,
  COALESCE(s.in_k, 0) AS holds
FROM cases s LEFT JOIN contact c ON c.id = s.contact_id
WHERE s.in_n AND (:part = 'n' OR s.in_k) AND s.day BETWEEN :since AND :until AND s.day <= :mature
ORDER BY s.day DESC, s.id, s.message_id
