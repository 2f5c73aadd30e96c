-- One row a person of the CRM among :people (JSON list of ids), with the company, the owner and how much stands behind them.
SELECT p.id, p.crm, coalesce(nullif(p.name, ''), trim(p.first_name || ' ' || p.last_name)) AS name, coalesce(nullif(p.company, ''), c.name, '') AS company,
  p.title, p.emails, p.phones, p.urls, p.city, coalesce(u.name, '') AS owner, substr(coalesce(p.created_at, ''), 1, 10) AS created_day
FROM crm_person p LEFT JOIN crm_company c ON c.id = p.company_id LEFT JOIN crm_user u ON u.id = p.owner_id
WHERE p.id IN (SELECT value FROM json_each(:people)) AND p.gone = '' AND NOT :masked AND :since <= :until AND (:reps IS NULL OR :reps IS NOT NULL)
