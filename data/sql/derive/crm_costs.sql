-- One row a cost of a channel in a month.
SELECT id, crm, source, substr(month, 1, 7) AS month, amount, minutes, hourly_rate, currency FROM cost
