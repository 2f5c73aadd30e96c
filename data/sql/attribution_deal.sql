-- One row: a won deal opened, with its lead and what the CRM calls their source. Its name not on a shared screen.
SELECT d.id, CASE WHEN :masked OR :text = 'none' THEN '' ELSE d.name END AS name, coalesce(d.rep_id, '') AS rep_id, d.channel, d.source, d.base_amount, d.base_cost,
  d.created_at, d.created_day, d.closed_at, d.closed_day, l.created_at AS lead_at, l.created_day AS lead_day, coalesce(l.source, d.source) AS lead_source,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE coalesce(s.name, '') END AS customer
FROM sale_deal d LEFT JOIN sale_lead l ON l.id = d.lead_id LEFT JOIN sale_company s ON s.customer_id = d.customer_id
WHERE d.id = :deal AND d.state = 'won' AND d.closed_day BETWEEN :since AND :until
  AND (:reps IS NULL OR d.rep_id IN (SELECT value FROM json_each(:reps)))
