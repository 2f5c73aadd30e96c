-- One row an active rep: name and first day at work.
SELECT id, name, started_on FROM rep
WHERE active = 1 AND (:reps IS NULL OR id IN (SELECT value FROM json_each(:reps))) AND (started_on IS NULL OR started_on <= :until) AND :since IS NOT NULL
