-- One row a company of a CRM, with the customer it is a part of: the group's head where it has a parent, the survivor where it was merged.
WITH RECURSIVE up (company_id, customer_id, depth) AS (
  SELECT id, id, 0 FROM crm_company
  UNION ALL
  SELECT u.company_id, CASE WHEN c.gone = 'merged' THEN c.merged_into ELSE c.parent_id END, u.depth + 1
  FROM up u JOIN crm_company c ON c.id = u.customer_id
  WHERE u.depth < 8 AND CASE WHEN c.gone = 'merged' THEN c.merged_into ELSE c.parent_id END IN (SELECT id FROM crm_company)
)
SELECT company_id, customer_id, max(depth) FROM up GROUP BY company_id
