-- One row a payment, or a won deal of a CRM that tells no payments; received and cost in the workspace's currency.
SELECT id, deal_id, coalesce(rep_id, '') AS rep_id, CASE channel WHEN 'unknown' THEN '(unknown)' ELSE channel END AS channel, source, customer_id, day, type, received, cost
FROM sale_money
WHERE (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (day IS NULL OR day BETWEEN :since AND :until)
