-- One row per figure and group: n cases and k that hold, of cases that are old enough, and how many are too young.
-- The figure "*" tells that a group has data of any figure: without it there is "no data", not "none".
-- :figures is JSON {figure: last day on which a case is old enough}; :by_rep, :by_network are 0 or 1;
-- :by_time is "", day, week or month. A week is named by its Monday.
WITH counted AS (
  SELECT
    figure, n, k, day,
    CASE WHEN :by_rep THEN rep_id ELSE '' END AS rep,
    CASE WHEN :by_network THEN network ELSE '' END AS network,
    CASE :by_time WHEN 'day' THEN day WHEN 'week' THEN date(day, '-6 days', 'weekday 1')
      WHEN 'month' THEN substr(day, 1, 7) ELSE '' END AS time
  FROM tally
  WHERE figure IN (SELECT key FROM json_each(:figures)) AND day BETWEEN :since AND :until
    AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
    AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
)
SELECT
  c.figure, c.rep, c.network, c.time,
  COALESCE(SUM(c.n) FILTER (WHERE c.day <= f.value), 0) AS n,
  COALESCE(SUM(c.k) FILTER (WHERE c.day <= f.value), 0) AS k,
  COALESCE(SUM(c.n) FILTER (WHERE c.day > f.value), 0) AS immature
FROM counted c JOIN json_each(:figures) f ON f.key = c.figure
GROUP BY c.figure, c.rep, c.network, c.time
