-- One row per conversation with a message in these days, newest first (those that wait: the longest first), :size of
-- them after :skip; `total` counts all. Private ones only for their own rep; names and words only as far as the scope
-- lets them be seen: the last message of own conversations, what the worst finding cites of others.
-- :view is all, early, waits, negative, best, finding or private; :rule, :ids and :found (JSON lists of conversation
-- ids) narrow further, NULL does not.
WITH seen AS (
  SELECT
    v.*,
    NOT :masked AND (:text = 'all' OR (:text = 'cited' AND v.rep_id = :viewer_rep)) AS readable,
    v.opened_by = 'us' AND v.positive = 1 AND v.outcome IN ('interested', 'meeting')
    AND COALESCE(v.copied_opener, 0) = 0 AND COALESCE(v.pitch_opener, 0) = 0
    AND COALESCE(v.pitch_after_reply, 0) = 0 AND COALESCE(v.slot_opener, 0) = 0 AS best
  FROM conversation v
  WHERE (v.private = 0 OR (v.rep_id = :viewer_rep AND NOT :masked))
    AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
    AND (:networks IS NULL OR v.network IN (SELECT value FROM json_each(:networks)))
    AND (:ids IS NULL OR v.id IN (SELECT value FROM json_each(:ids)))
    AND (:found IS NULL OR v.id IN (SELECT value FROM json_each(:found)))
),
picked AS (
  SELECT s.*, COUNT(*) OVER () AS total
  FROM seen s
  WHERE (:ids IS NOT NULL OR (COALESCE(s.started_day, '') <= :until AND COALESCE(s.last_day, :until) >= :since))
    AND CASE :view
      WHEN 'early' THEN s.pitch_after_reply = 1
      WHEN 'waits' THEN substr(s.waiting_since, 1, 10) BETWEEN :since AND :until
      WHEN 'negative' THEN s.outcome IN ('refusal', 'opt_out', 'complaint')
      WHEN 'best' THEN s.best
      WHEN 'finding' THEN s.id IN (SELECT f.conversation_id FROM finding f WHERE f.day BETWEEN :since AND :until)
      WHEN 'private' THEN s.private = 1
      ELSE 1
    END
    AND (
      :rule IS NULL
      OR s.id IN (SELECT f.conversation_id FROM finding f WHERE f.rule = :rule AND f.day BETWEEN :since AND :until)
    )
  ORDER BY CASE WHEN :view = 'waits' THEN s.waiting_since END, s.last_at DESC, s.id
  LIMIT :size OFFSET :skip
)
SELECT
  p.id, p.rep_id, r.name AS rep, p.network, p.private, p.last_day, p.waiting_since, p.outcome, p.messages, p.best,
  COALESCE(p.pitch_after_reply, 0) AS pitch_after_reply, p.total,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(c.name, p.title) END AS contact,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE COALESCE(c.company, '') END AS company,
  CASE WHEN p.readable THEN COALESCE(
    (
      SELECT substr(m.text, 1, 200) FROM message m
      WHERE m.conversation_id = p.id AND m.kind IN ('direct', 'inmail') ORDER BY m.sent_at DESC, m.id LIMIT 1
    ),
    (SELECT substr(i.text, 1, 200) FROM invitation i WHERE i.id = p.id)
  ) END AS last_words,
  CASE WHEN :masked OR :text = 'none' OR p.private THEN NULL ELSE (
    SELECT substr(f.evidence, 1, 200) FROM finding f WHERE f.conversation_id = p.id
    ORDER BY CASE f.severity WHEN 'stop' THEN 0 WHEN 'watch' THEN 1 ELSE 2 END, f.points DESC, f.id LIMIT 1
  ) END AS cited
FROM picked p
LEFT JOIN rep r ON r.id = p.rep_id
LEFT JOIN contact c ON c.id = p.contact_id
ORDER BY CASE WHEN :view = 'waits' THEN p.waiting_since END, p.last_at DESC, p.id
