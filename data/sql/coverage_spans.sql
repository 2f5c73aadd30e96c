-- One row per rep and network: the first day with a fact, and the last that a fact or an export covers. A state at
-- :until: :since does not narrow it.
SELECT rep_id, network, MIN(first_day) AS first_day, MAX(last_day) AS last_day
FROM (
  SELECT rep_id, network, MIN(day) AS first_day, MAX(day) AS last_day FROM tally
  WHERE figure = '*' AND day <= :until GROUP BY rep_id, network
  UNION ALL
  SELECT rep_id, network, NULL, substr(taken_on, 1, 10) FROM import
  WHERE state = 'done' AND rep_id IS NOT NULL AND network <> '' AND taken_on <> ''
)
WHERE (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
GROUP BY rep_id, network
