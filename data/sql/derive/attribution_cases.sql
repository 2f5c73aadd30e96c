-- One row a deal that stands, with its lead and the people on it ([] where the CRM names none).
SELECT d.id, d.rep_id, d.people, d.state, d.channel, d.created_at, d.created_day, d.closed_at, d.closed_day,
  l.person_id AS lead_person, l.created_at AS lead_at, l.created_day AS lead_day,
  coalesce(nullif(l.source, ''), d.source) AS source
FROM sale_deal d LEFT JOIN sale_lead l ON l.id = d.lead_id
ORDER BY d.id
