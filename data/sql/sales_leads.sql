-- One row a lead, with the day it became an opportunity (a deal known only by its end was one by then) and was won.
SELECT l.id, coalesce(l.rep_id, '') AS rep_id, CASE l.channel WHEN 'unknown' THEN '(unknown)' ELSE l.channel END AS channel, l.source, l.customer_id, l.person_id, l.created_day,
  coalesce(l.opp_day, d.created_day, d.worked_day, d.closed_day) AS opp_day, w.won_day
FROM sale_lead l
LEFT JOIN sale_deal d ON d.id = l.deal_id
LEFT JOIN (
  SELECT lead_id, min(closed_day) AS won_day FROM sale_deal WHERE state = 'won' AND lead_id IS NOT NULL GROUP BY lead_id
) w ON w.lead_id = l.id
WHERE (:reps IS NULL OR l.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (l.created_day IS NULL OR l.created_day BETWEEN :since AND :until)
