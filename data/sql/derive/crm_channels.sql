-- One row a source that leads, deals or costs name: native is the word or id in facts, label what the CRM calls it; leads, deals and costs count its rows.
WITH named AS (
  SELECT crm, source, 1 AS lead, 0 AS deal, 0 AS cost FROM lead WHERE gone = ''
  UNION ALL SELECT crm, source, 0, 1, 0 FROM deal WHERE gone = ''
  UNION ALL SELECT crm, source, 0, 0, 1 FROM cost
)
SELECT n.crm, n.source AS native, coalesce(max(s.name), n.source) AS label, sum(n.lead) AS leads, sum(n.deal) AS deals, sum(n.cost) AS costs
FROM named n LEFT JOIN crm_source s ON s.crm = n.crm AND s.native_id = n.source
GROUP BY n.crm, n.source ORDER BY 1, 2
