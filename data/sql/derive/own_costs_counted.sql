-- One row a channel and month with costs as they are counted (amount NULL: of some a rate is missing), the newest month first.
SELECT channel, month, CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount, max(id LIKE 'own/%') AS own
FROM sale_cost GROUP BY channel, month ORDER BY month DESC, channel
