-- One row per rule: how many findings there are in these days, answered ones included, as `findings_list` lists them.
SELECT f.rule, COUNT(*) AS count
FROM finding f
WHERE (f.day BETWEEN :since AND :until OR f.subject = 'profile')
  AND (:reps IS NULL OR f.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR f.network IN (SELECT value FROM json_each(:networks)))
GROUP BY f.rule
ORDER BY f.rule
