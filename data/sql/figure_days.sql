-- One row per rep, network, day and figure of :figures (a JSON list): n cases, k that hold.
SELECT rep_id, network, day, figure, n, k
FROM tally
WHERE figure IN (SELECT value FROM json_each(:figures))
  AND day BETWEEN :since AND :until
  AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
ORDER BY rep_id, day, network, figure
