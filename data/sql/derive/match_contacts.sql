-- One row per contact that may be somebody in the CRM: not those known from private conversations alone.
SELECT c.id, c.network, c.name, c.company, c.position FROM contact c
WHERE c.person_key NOT LIKE '%:talk/%'
  AND (NOT EXISTS (SELECT 1 FROM conversation v WHERE v.contact_id = c.id)
    OR EXISTS (SELECT 1 FROM conversation v WHERE v.contact_id = c.id AND NOT v.private))
