-- One row per conversation that is not private: when it began, what came back and how much each side wrote.
SELECT
  rep_id, network, started_day AS day, started_at, opened_by, replied, replied_any, reply_h,
  follow_ups, follow_up_gap_h, theirs, ours, turns, exchanges, our_chars, their_chars, opener_chars
FROM conversation
WHERE private = 0 AND started_day BETWEEN :since AND :until
  AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
ORDER BY started_day, id
