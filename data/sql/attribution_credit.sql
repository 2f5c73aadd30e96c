-- One row a won deal, rep, network and template: the share that each model gives, as stored for a window (:lookback).
SELECT c.deal_id, c.rep_id, c.network, c.template_id, c.touches, c.first_touch, c.last_touch, c.linear, c.u_shaped, c.w_shaped, c.full_path, c.time_decay
FROM sale_deal d JOIN credit c ON c.lookback = :lookback AND c.deal_id = d.id
WHERE d.state = 'won' AND d.closed_day BETWEEN :since AND :until
  AND (:reps IS NULL OR d.rep_id IN (SELECT value FROM json_each(:reps)))
ORDER BY c.deal_id, c.rep_id, c.network, c.template_id
