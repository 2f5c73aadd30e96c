-- One row per rep, network and snapshot of a judged profile, oldest first; a state at :until, :since does not narrow it.
SELECT rep_id, network, taken_on, score, capped_by, parts
FROM profile_score
WHERE taken_on <= :until
  AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
ORDER BY rep_id, network, taken_on
