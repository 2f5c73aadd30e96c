-- One row per network that the scope has facts of; a CRM is none.
SELECT DISTINCT network
FROM import
WHERE state <> 'undone' AND network NOT IN ('', 'crm')
  AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
  AND :since <= :until
ORDER BY network
