-- One row a deal and a stage it was at; state is what became of the deal.
SELECT s.deal_id, s.deal_id AS id, coalesce(d.rep_id, '') AS rep_id, CASE d.channel WHEN 'unknown' THEN '(unknown)' ELSE d.channel END AS channel, d.source, s.stage, s.position, s.entered_day, s.over, s.since_day, s.last, s.entries, d.state
FROM sale_stay s JOIN sale_deal d ON d.id = s.deal_id
WHERE (:reps IS NULL OR d.rep_id IN (SELECT value FROM json_each(:reps)))
  AND s.entered_day BETWEEN :since AND :until
