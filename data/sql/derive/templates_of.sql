-- Templates, of one rep when given.
SELECT id, text, reps, reach, replied, mature FROM template
WHERE :rep IS NULL OR EXISTS (SELECT 1 FROM json_each(template.reps) WHERE value = :rep) ORDER BY id
