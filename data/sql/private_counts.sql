-- One row per rep with conversations marked as private: how many. Nothing of the conversations themselves.
SELECT p.rep_id AS rep_id, COUNT(*) AS marked
FROM private_conversation p
WHERE (:reps IS NULL OR p.rep_id IN (SELECT value FROM json_each(:reps))) AND :since <= :until
GROUP BY p.rep_id
ORDER BY p.rep_id
