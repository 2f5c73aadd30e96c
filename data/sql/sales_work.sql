-- One row a deal and a month in which it was worked on; day is the month's first.
SELECT w.deal_id, w.deal_id AS id, coalesce(d.rep_id, '') AS rep_id, CASE d.channel WHEN 'unknown' THEN '(unknown)' ELSE d.channel END AS channel, d.source, w.month, w.month || '-01' AS day, w.activities, w.base_amount, d.amount
FROM sale_work w JOIN sale_deal d ON d.id = w.deal_id
WHERE (:reps IS NULL OR d.rep_id IN (SELECT value FROM json_each(:reps)))
  AND w.month BETWEEN substr(:since, 1, 7) AND substr(:until, 1, 7)
