-- One row a lead, deal, payment, conversation or contact of a list: what it is called (nothing where names are hidden), and what kind
-- of business a deal is by our own count and as the CRM tells it.
SELECT id, CASE WHEN :masked OR :text = 'none' THEN '' ELSE name END AS name, business, crm_business FROM (
  SELECT id, name, rep_id, '' AS business, '' AS crm_business FROM sale_lead
  UNION ALL SELECT id, name, rep_id, business, crm_business FROM sale_deal
  UNION ALL SELECT m.id, d.name, m.rep_id, m.type, d.crm_business FROM sale_money m JOIN sale_deal d ON d.id = m.deal_id WHERE m.id <> d.id
  UNION ALL SELECT c.id, k.name, c.rep_id, '', '' FROM conversation c JOIN contact k ON k.id = c.contact_id WHERE c.private = 0
)
WHERE id IN (SELECT value FROM json_each(:ids)) AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps))) AND :since <= :until
