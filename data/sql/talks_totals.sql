-- One row: how many conversations of these days the scope has, and how many of each kind the list can be narrowed to.
SELECT
  COUNT(*) AS every,
  COALESCE(SUM(pitch_after_reply = 1), 0) AS early,
  COALESCE(SUM(substr(waiting_since, 1, 10) BETWEEN :since AND :until), 0) AS waits,
  COALESCE(SUM(outcome IN ('refusal', 'opt_out', 'complaint')), 0) AS negative,
  COALESCE(SUM(
    opened_by = 'us' AND positive = 1 AND outcome IN ('interested', 'meeting') AND COALESCE(copied_opener, 0) = 0
    AND COALESCE(pitch_opener, 0) = 0 AND COALESCE(pitch_after_reply, 0) = 0 AND COALESCE(slot_opener, 0) = 0
  ), 0) AS best,
  COALESCE(SUM(
    id IN (SELECT f.conversation_id FROM finding f WHERE f.day BETWEEN :since AND :until)
  ), 0) AS finding,
  COALESCE(SUM(private), 0) AS private
FROM conversation
WHERE COALESCE(started_day, '') <= :until AND COALESCE(last_day, :until) >= :since
  AND (private = 0 OR (rep_id = :viewer_rep AND NOT :masked))
  AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
