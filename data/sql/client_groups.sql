-- One row a group of clients, the largest first: an industry, with how many clients of the scope's reps are in it.
SELECT 'industry/' || s.industry AS grp, count(*) AS n
FROM sale_company s
WHERE s.won > 0 AND s.industry <> '' AND :since <= :until
  AND (:reps IS NULL OR EXISTS (SELECT 1 FROM sale_deal d WHERE d.customer_id = s.customer_id AND d.rep_id IN (SELECT value FROM json_each(:reps))))
GROUP BY s.industry
ORDER BY count(*) DESC, s.industry
