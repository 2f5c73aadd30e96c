-- One row a way that decided deals went, by rep and by network: how many deals closed in some days were won, how many lost (:lookback).
SELECT t.by_rep, t.by_network, sum(d.state = 'won') AS won, sum(d.state = 'lost') AS lost
FROM sale_deal d JOIN deal_touched t ON t.deal_id = d.id AND t.lookback = :lookback
WHERE d.state IN ('won', 'lost') AND d.closed_day BETWEEN :since AND :until AND t.touches > 0
  AND (:reps IS NULL OR d.rep_id IN (SELECT value FROM json_each(:reps)))
GROUP BY t.by_rep, t.by_network ORDER BY t.by_rep, t.by_network
