-- One row a stage that a deal came to, in order of time for each deal.
SELECT deal_id, pipeline || '/' || stage AS key, at FROM stage_change ORDER BY deal_id, at, id
