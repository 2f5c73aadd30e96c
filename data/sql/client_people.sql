-- One row a person who stands for a client (:customer): as the CRM knows them, the contact that is the same person, and when the last of the talks
-- that the viewer may know of was. Names not on a shared screen.
SELECT p.id AS person_id, p.title, min(k.contact_id) AS contact_id, max(v.last_day) AS last_day, count(DISTINCT v.id) AS talks, max(p.updated_at) AS told,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE coalesce(nullif(p.name, ''), trim(p.first_name || ' ' || p.last_name)) END AS name,
  CASE WHEN :masked OR :text = 'none' THEN '[]' ELSE p.emails END AS emails,
  CASE WHEN :masked OR :text = 'none' THEN '[]' ELSE p.phones END AS phones,
  coalesce(group_concat(DISTINCT v.network), '') AS networks
FROM sale_person s JOIN crm_person p ON p.id = s.person_id AND p.gone = ''
LEFT JOIN person_of_contact k ON k.person_id = p.id
LEFT JOIN conversation v ON v.contact_id = k.contact_id AND v.messages > 0 AND (v.private = 0 OR (v.rep_id IS :viewer_rep AND NOT :masked))
WHERE s.customer_id = :customer AND :since <= :until AND (:reps IS NULL OR :reps IS NOT NULL)
GROUP BY p.id
ORDER BY max(v.last_day) IS NULL, max(v.last_day) DESC, p.id
