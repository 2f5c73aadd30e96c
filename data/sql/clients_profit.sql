-- One row a client with money of some days: what came in less what it cost, in minor units of the workspace's currency; unknown counts rows whose
-- amount or cost is not known, which are left out. A rep sees clients of own deals.
SELECT m.customer_id, sum(m.received - m.cost) AS profit, sum(m.received) AS received, sum(m.received IS NULL OR m.cost IS NULL) AS unknown
FROM sale_money m
WHERE m.customer_id IS NOT NULL AND m.day BETWEEN :since AND :until AND (
  :reps IS NULL OR EXISTS (SELECT 1 FROM sale_deal d WHERE d.customer_id = m.customer_id AND d.rep_id IN (SELECT value FROM json_each(:reps))))
GROUP BY m.customer_id
ORDER BY m.customer_id
