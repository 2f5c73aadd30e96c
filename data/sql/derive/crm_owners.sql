-- One row a user of a CRM who owns something, or is told by it: native is the id in facts, label the name; leads and deals are the user's own.
WITH owned AS (
  SELECT crm, owner_id, 1 AS lead, 0 AS deal FROM lead WHERE gone = '' UNION ALL SELECT crm, owner_id, 0, 1 FROM deal WHERE gone = ''
),
counted AS (SELECT crm, owner_id, sum(lead) AS leads, sum(deal) AS deals FROM owned WHERE owner_id IS NOT NULL GROUP BY crm, owner_id)
SELECT u.crm, u.id AS native, u.name AS label, u.email, coalesce(c.leads, 0) AS leads, coalesce(c.deals, 0) AS deals, 0 AS costs
FROM crm_user u LEFT JOIN counted c ON c.crm = u.crm AND c.owner_id = u.id
UNION ALL
SELECT c.crm, c.owner_id, c.owner_id, '', c.leads, c.deals, 0 FROM counted c WHERE NOT EXISTS (SELECT 1 FROM crm_user u WHERE u.id = c.owner_id)
ORDER BY 1, 3, 2
