-- One row a customer that is a company: its name, its domain and its industry.
SELECT c.id AS customer_id, c.name, c.domain, c.industry
FROM crm_company c WHERE c.id IN (SELECT value FROM json_each(:ids))
