-- One row a stage that deals were in, or that a CRM tells of: native is "pipeline/stage", meaning the CRM's own, first whether its pipeline begins with it.
WITH used AS (
  SELECT crm, pipeline, stage, count(*) AS n FROM deal WHERE gone = '' GROUP BY crm, pipeline, stage
),
passed AS (SELECT DISTINCT crm, pipeline, stage FROM stage_change),
known AS (
  SELECT crm, pipeline, stage FROM crm_stage UNION SELECT crm, pipeline, stage FROM used UNION SELECT crm, pipeline, stage FROM passed
)
SELECT k.crm, k.pipeline || '/' || k.stage AS native,
  CASE WHEN coalesce(s.pipeline_name, '') = '' THEN coalesce(nullif(s.stage_name, ''), k.stage) ELSE s.pipeline_name || ' · ' || s.stage_name END AS label,
  CASE WHEN s.meaning IN ('won', 'lost') THEN s.meaning ELSE '' END AS meaning,
  s.position IS NOT NULL AND s.position = (SELECT min(o.position) FROM crm_stage o WHERE o.crm = s.crm AND o.pipeline = s.pipeline) AS first,
  0 AS leads, coalesce(u.n, 0) AS deals, 0 AS costs
FROM known k
LEFT JOIN crm_stage s ON s.crm = k.crm AND s.pipeline = k.pipeline AND s.stage = k.stage
LEFT JOIN used u ON u.crm = k.crm AND u.pipeline = k.pipeline AND u.stage = k.stage
ORDER BY k.crm, k.pipeline, s.position, k.stage
