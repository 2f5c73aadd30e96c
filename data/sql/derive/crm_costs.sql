-- One row a cost of a channel in a month: as files tell it (its source names the channel), or as people do (own = 1, channel is told).
SELECT id, crm, source, substr(month, 1, 7) AS month, amount, minutes, hourly_rate, currency, '' AS channel, 0 AS own FROM cost
UNION ALL
SELECT 'own/' || channel || '/' || month, '', '', month, amount, 0, 0, currency, channel, 1 FROM own_cost
