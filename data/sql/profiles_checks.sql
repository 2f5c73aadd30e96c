-- One row per check of every snapshot of a profile: a state at :until, which :since does not narrow. Quotes and
-- suggestions (in params) are empty where the scope allows no texts.
SELECT
  k.rep_id, k.network, k.taken_on, k.rule, k.state, k.lost,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE k.evidence END AS evidence,
  CASE WHEN :masked OR :text = 'none' THEN '[]' ELSE k.spans END AS spans,
  CASE WHEN :masked OR :text = 'none' THEN '{}' ELSE k.params END AS params
FROM profile_check k JOIN rep r ON r.id = k.rep_id
WHERE r.active AND k.taken_on <= :until AND :since <= :until
  AND (:reps IS NULL OR k.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR k.network IN (SELECT value FROM json_each(:networks)))
ORDER BY k.rep_id, k.network, k.taken_on, k.lost DESC, k.rule
