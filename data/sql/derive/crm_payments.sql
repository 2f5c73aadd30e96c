-- One row a payment that stands.
SELECT id, crm, deal_id, company_id, person_id, company, at, amount, cost, currency, product, quantity, kind
FROM payment WHERE gone = ''
ORDER BY at, id
