-- One row a deal that stands, with its lead and its main person (of merged ones the survivor; a lead that is not there is none), its first logged work and its stages as JSON [[moment, "pipeline/stage"], ...].
WITH work AS (
  SELECT deal_id, min(at) AS at FROM crm_activity WHERE gone = '' AND done = 1 AND deal_id IS NOT NULL AND kind <> 'mailing' AND at IS NOT NULL GROUP BY deal_id
),
passed AS (
  SELECT deal_id, json_group_array(json_array(at, pipeline || '/' || stage)) AS history FROM stage_change GROUP BY deal_id
)
SELECT d.id, d.crm, d.name, d.company_id, d.company, d.people, d.pipeline, d.stage, d.pipeline || '/' || d.stage AS stage_key,
  d.status, d.amount, d.cost, d.currency, d.product, d.source, d.first_business, d.loss_reason, d.owner_id, d.created_at, d.closed_at, d.expected_on,
  coalesce(
    (SELECT CASE WHEN l.gone = 'merged' THEN l.merged_into ELSE l.id END FROM lead l WHERE l.id = d.lead_id AND l.gone <> 'deleted'),
    (SELECT l.id FROM lead l WHERE l.deal_id = d.id AND l.gone = '' ORDER BY l.created_at, l.id LIMIT 1)
  ) AS lead_id,
  coalesce(
    (SELECT p.merged_into FROM crm_person p WHERE p.id = json_extract(d.people, '$[0][0]') AND p.gone = 'merged'),
    json_extract(d.people, '$[0][0]')
  ) AS person_id,
  w.at AS worked_at, coalesce(p.history, '[]') AS history
FROM deal d LEFT JOIN work w ON w.deal_id = d.id LEFT JOIN passed p ON p.deal_id = d.id
WHERE d.gone = ''
