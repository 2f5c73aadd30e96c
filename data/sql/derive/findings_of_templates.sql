-- Findings of one rule about some templates.
SELECT f.id FROM rep r CROSS JOIN finding f ON f.rep_id = r.id AND f.rule = :rule
WHERE json_extract(f.params, '$.template_id') IN (SELECT value FROM json_each(:ids))
