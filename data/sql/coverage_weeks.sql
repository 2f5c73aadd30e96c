-- One row per rep, network and week (its Monday) with any fact that figures count: how many counts.
SELECT rep_id, network, date(day, '-6 days', 'weekday 1') AS week, SUM(n) AS facts
FROM tally
WHERE figure = '*' AND day BETWEEN :since AND :until
  AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
GROUP BY rep_id, network, week
