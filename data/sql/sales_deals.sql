-- One row a deal; lead_day is when its lead came.
SELECT d.id, coalesce(d.rep_id, '') AS rep_id, CASE d.channel WHEN 'unknown' THEN '(unknown)' ELSE d.channel END AS channel, d.source, d.customer_id, d.lead_id, d.state, d.business,
  d.created_day, d.worked_day, d.closed_day, d.base_amount, d.base_cost, d.amount, d.loss_reason, l.created_day AS lead_day
FROM sale_deal d LEFT JOIN sale_lead l ON l.id = d.lead_id
WHERE (:reps IS NULL OR d.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (coalesce(d.created_day, d.worked_day, d.closed_day) IS NULL OR coalesce(d.created_day, d.worked_day, d.closed_day) <= :until) AND (d.closed_day IS NULL OR d.closed_day >= :since)
