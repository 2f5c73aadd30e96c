-- One row a deal that was won in some days, with who talked before it as stored for a window (:lookback). Its name not on a shared screen.
SELECT d.id, CASE WHEN :masked OR :text = 'none' THEN '' ELSE d.name END AS name, coalesce(d.rep_id, '') AS rep_id, d.channel, d.closed_day,
  d.base_amount, d.base_cost, d.amount, d.currency,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE coalesce(s.name, '') END AS customer,
  coalesce(t.class, 'untouched') AS class, coalesce(t.upper_class, 'untouched') AS upper_class, coalesce(t.opened_by, '') AS opened_by,
  coalesce(t.touches, 0) AS touches, coalesce(t.mere, 0) AS mere, coalesce(t.by_day, 0) AS by_day,
  coalesce(t.shifted, 0) AS shifted, coalesce(t.exchanged, 0.0) AS exchanged, coalesce(t.dealt, 0.0) AS dealt
FROM sale_deal d LEFT JOIN deal_touched t ON t.deal_id = d.id AND t.lookback = :lookback LEFT JOIN sale_company s ON s.customer_id = d.customer_id
WHERE d.state = 'won' AND d.closed_day BETWEEN :since AND :until
  AND (:reps IS NULL OR d.rep_id IN (SELECT value FROM json_each(:reps)))
ORDER BY d.id
