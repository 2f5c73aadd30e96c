-- One row per person that stands in a CRM, with the name of the company.
SELECT p.id, p.name, p.first_name, p.last_name, coalesce(nullif(p.company, ''), c.name, '') AS company, p.title,
  p.emails, p.phones, p.urls, p.handles, p.city
FROM crm_person p LEFT JOIN crm_company c ON c.id = p.company_id WHERE p.gone = ''
