-- One row a customer that is a company: its name, its domain, its industry and the companies it is made of.
SELECT c.id AS customer_id, c.name, c.domain, c.industry, json_array(c.id) AS companies
FROM crm_company c WHERE c.id IN (SELECT value FROM json_each(:ids))
