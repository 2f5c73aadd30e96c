-- One row a source that leads or deals name: native is the word or id in facts, label what the CRM calls it.
WITH named AS (
  SELECT crm, source FROM lead WHERE gone = '' UNION ALL SELECT crm, source FROM deal WHERE gone = '' UNION ALL SELECT crm, source FROM cost
)
SELECT n.crm, n.source AS native, coalesce(max(s.name), n.source) AS label, count(*) AS n
FROM named n LEFT JOIN crm_source s ON s.crm = n.crm AND s.native_id = n.source
GROUP BY n.crm, n.source ORDER BY 1, 2
