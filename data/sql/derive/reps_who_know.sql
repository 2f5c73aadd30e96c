-- Reps who invited, or are connected with, one of some persons.
SELECT rep_id FROM invitation WHERE person_key IN (SELECT value FROM json_each(:keys))
UNION SELECT rep_id FROM connection WHERE person_key IN (SELECT value FROM json_each(:keys))
