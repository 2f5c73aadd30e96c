-- One row a lead that stands. A person who was merged is the survivor.
SELECT l.id, l.crm, l.name, l.company_id, l.company, l.source, l.owner_id, l.created_at, l.converted_at, l.deal_id,
  CASE WHEN p.gone = 'merged' AND p.merged_into IS NOT NULL THEN p.merged_into ELSE l.person_id END AS person_id
FROM lead l LEFT JOIN crm_person p ON p.id = l.person_id
WHERE l.gone = ''
