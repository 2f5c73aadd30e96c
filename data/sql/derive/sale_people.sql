-- The CRM's people who stand for a client: those of its companies, of its deals and of its leads.
INSERT OR IGNORE INTO sale_person
SELECT s.customer_id, p.id FROM sale_company s JOIN json_each(s.companies) c JOIN crm_person p ON p.company_id = c.value
UNION SELECT d.customer_id, json_extract(j.value, '$[0]') FROM sale_deal d JOIN json_each(d.people) j
WHERE d.customer_id IS NOT NULL AND json_extract(j.value, '$[0]') IS NOT NULL
UNION SELECT l.customer_id, l.person_id FROM sale_lead l JOIN sale_company s ON s.customer_id = l.customer_id WHERE l.person_id IS NOT NULL
