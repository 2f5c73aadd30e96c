-- One row a company of a CRM that stands, by its name.
SELECT id, crm, name FROM crm_company WHERE gone = ''
