-- One row per rep, network and snapshot of a judged profile with what it said, oldest first: a state at :until, which
-- :since does not narrow. What it said is empty where the scope allows no texts.
SELECT
  s.rep_id, r.name AS rep, s.network, s.taken_on, s.score, s.capped_by, s.parts,
  CASE WHEN :masked OR :text = 'none' THEN '{}' ELSE s.content END AS content
FROM profile_score s JOIN rep r ON r.id = s.rep_id
WHERE r.active AND s.taken_on <= :until AND :since <= :until
  AND (:reps IS NULL OR s.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR s.network IN (SELECT value FROM json_each(:networks)))
ORDER BY s.rep_id, s.network, s.taken_on
