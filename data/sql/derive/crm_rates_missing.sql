-- One row a currency whose rates are missing: how many deals, payments and costs stand without an amount in the workspace's currency, and since when.
WITH hidden AS (
  SELECT currency, coalesce(CASE state WHEN 'won' THEN closed_day END, created_day) AS day, amount, 1 AS deal, 0 AS payment, 0 AS cost
  FROM sale_deal WHERE amount IS NOT NULL AND base_amount IS NULL
  UNION ALL
  SELECT p.currency, substr(p.at, 1, 10), p.amount, 0, 1, 0 FROM sale_money m JOIN payment p ON p.id = m.id WHERE m.received IS NULL
  UNION ALL
  SELECT c.currency, c.month || '-01', c.amount, 0, 0, 1 FROM sale_cost m
  JOIN (SELECT id, currency, month, amount FROM cost UNION ALL SELECT 'own/' || channel || '/' || month, currency, month, amount FROM own_cost) c ON c.id = m.id
  WHERE m.amount IS NULL
)
SELECT currency, sum(deal) AS deals, sum(CASE deal WHEN 1 THEN amount ELSE 0 END) AS amount, sum(payment) AS payments, sum(cost) AS costs, min(day) AS since
FROM hidden GROUP BY currency ORDER BY deals + payments + costs DESC, currency
