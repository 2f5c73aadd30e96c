-- One row per active rep: the first and last day that any fact of theirs tells about, within the days asked for, and
-- the day of the newest export (a quiet rep with a new export is up to date).
SELECT
  r.id AS rep_id,
  r.name AS name,
  MIN(f.first_day) AS first_day,
  MAX(f.last_day) AS last_day,
  (SELECT MAX(substr(i.taken_on, 1, 10)) FROM import i WHERE i.rep_id = r.id AND i.state = 'done' AND i.taken_on <> ''
    AND (:networks IS NULL OR i.network IN (SELECT value FROM json_each(:networks)))) AS last_export
FROM rep r
LEFT JOIN (
  SELECT rep_id, MIN(day) AS first_day, MAX(day) AS last_day FROM message
  WHERE day BETWEEN :since AND :until AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
  GROUP BY rep_id
  UNION ALL
  SELECT rep_id, MIN(day), MAX(day) FROM activity
  WHERE day BETWEEN :since AND :until AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
  GROUP BY rep_id
) f ON f.rep_id = r.id
WHERE r.active = 1 AND (:reps IS NULL OR r.id IN (SELECT value FROM json_each(:reps)))
GROUP BY r.id
ORDER BY r.name
