-- One row a deal opened in some days: whether an answered talk was known by its thirtieth day (:lookback), and how it went by a day (:as_of).
SELECT coalesce(t.early, 0) AS talked,
  CASE WHEN d.closed_day > :as_of THEN 'open' ELSE d.state END AS state,
  julianday(min(coalesce(d.closed_day, :as_of), :as_of)) - julianday(d.created_day) AS open_days,
  julianday(:as_of) - julianday(d.created_day) AS age
FROM sale_deal d LEFT JOIN deal_touched t ON t.deal_id = d.id AND t.lookback = :lookback
WHERE d.created_day BETWEEN :since AND :until AND (d.state = 'open' OR d.closed_day >= d.created_day)
  AND (:reps IS NULL OR d.rep_id IN (SELECT value FROM json_each(:reps)))
