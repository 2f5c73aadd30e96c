-- One row per active rep: up to which day anything is known of them (facts or the day of an export), NULL for never.
SELECT
  r.id AS rep_id, r.name, r.role_title,
  (SELECT MAX(t.day) FROM tally t WHERE t.rep_id = r.id AND t.figure = '*' AND t.day BETWEEN :since AND :until
    AND (:networks IS NULL OR t.network IN (SELECT value FROM json_each(:networks)))) AS last_day,
  (SELECT MAX(substr(i.taken_on, 1, 10)) FROM import i WHERE i.rep_id = r.id AND i.state = 'done' AND i.taken_on <> ''
    AND i.taken_on BETWEEN :since AND :until
    AND (:networks IS NULL OR i.network IN (SELECT value FROM json_each(:networks)))) AS last_export
FROM rep r
WHERE r.active = 1 AND (:reps IS NULL OR r.id IN (SELECT value FROM json_each(:reps)))
