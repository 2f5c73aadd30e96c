-- One row a separately decided purchase of a client: a won deal, or a day with payments that no deal stands for (refunds alone are none).
-- A rep sees clients of own deals, with all their purchases.
WITH bought AS (
  SELECT customer_id, closed_day AS day FROM sale_deal WHERE state = 'won' AND customer_id IS NOT NULL AND closed_day IS NOT NULL
  UNION ALL
  SELECT DISTINCT customer_id, day FROM sale_money WHERE deal_id IS NULL AND customer_id IS NOT NULL AND day IS NOT NULL AND received > 0
)
SELECT b.customer_id, b.day FROM bought b
WHERE b.day <= :until AND b.day >= :since AND (
  :reps IS NULL OR EXISTS (SELECT 1 FROM sale_deal d WHERE d.customer_id = b.customer_id AND d.rep_id IN (SELECT value FROM json_each(:reps))))
ORDER BY b.customer_id, b.day
