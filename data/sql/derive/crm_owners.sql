-- One row a user of a CRM who owns something, or is told by it: native is the id in facts, label the name.
WITH owned AS (
  SELECT crm, owner_id FROM lead WHERE gone = '' UNION ALL SELECT crm, owner_id FROM deal WHERE gone = ''
),
counted AS (SELECT crm, owner_id, count(*) AS n FROM owned WHERE owner_id IS NOT NULL GROUP BY crm, owner_id)
SELECT u.crm, u.id AS native, u.name AS label, u.email, coalesce(c.n, 0) AS n
FROM crm_user u LEFT JOIN counted c ON c.crm = u.crm AND c.owner_id = u.id
UNION ALL
SELECT c.crm, c.owner_id, c.owner_id, '', c.n FROM counted c WHERE NOT EXISTS (SELECT 1 FROM crm_user u WHERE u.id = c.owner_id)
ORDER BY 1, 3, 2
