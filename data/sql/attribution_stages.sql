-- One row a change of stage of a deal (:deal) in order of time, by the name the CRM shows.
SELECT g.at, CASE WHEN coalesce(s.stage_name, '') = '' THEN g.stage ELSE s.stage_name END AS stage
FROM stage_change g JOIN sale_deal d ON d.id = g.deal_id LEFT JOIN crm_stage s ON s.crm = g.crm AND s.pipeline = g.pipeline AND s.stage = g.stage
WHERE g.deal_id = :deal AND d.closed_day BETWEEN :since AND :until
  AND (:reps IS NULL OR d.rep_id IN (SELECT value FROM json_each(:reps)))
ORDER BY g.at, g.id
