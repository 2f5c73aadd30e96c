-- One row a stage that the CRM names: native is "pipeline/stage".
SELECT crm, pipeline || '/' || stage AS native, coalesce(nullif(stage_name, ''), stage) AS label, position FROM crm_stage
