-- One row a cost of a channel in a month; day is the month's first. Costs are the team's: who sees only some reps sees none.
SELECT id, CASE channel WHEN 'unknown' THEN '(unknown)' ELSE channel END AS channel, source, month, month || '-01' AS day, amount
FROM sale_cost WHERE :reps IS NULL AND month BETWEEN substr(:since, 1, 7) AND substr(:until, 1, 7)
