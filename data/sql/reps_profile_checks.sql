-- One row per rep, network, snapshot and check of a profile, most effect first; a state at :until, which :since does not
-- narrow.
SELECT
  rep_id, network, taken_on, rule, state, points, lost,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE evidence END AS evidence
FROM profile_check
WHERE taken_on <= :until
  AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
ORDER BY rep_id, network, taken_on, lost DESC, rule
