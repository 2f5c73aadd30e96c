-- One row a rate, in order of days; what people said of a day stands in the place of what files told of it.
SELECT currency, base, day, rate, '' AS who, '' AS at FROM exchange_rate e
WHERE NOT EXISTS (SELECT 1 FROM own_rate o WHERE o.day = e.day AND (o.currency, o.base) IN (VALUES (e.currency, e.base), (e.base, e.currency)))
UNION ALL SELECT currency, base, day, rate, who, at FROM own_rate
ORDER BY day, currency, base, rate
