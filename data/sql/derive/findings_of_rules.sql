-- Findings of some rules (:rules, a JSON list) about some templates (:ids, NULL = all).
SELECT f.id
FROM json_each(:rules) k CROSS JOIN (SELECT id FROM rep UNION ALL SELECT '') r CROSS JOIN finding f
    ON f.rep_id = r.id AND f.rule = k.value
WHERE :ids IS NULL OR json_extract(f.params, '$.template_id') IN (SELECT value FROM json_each(:ids))
