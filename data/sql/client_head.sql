-- One row: a client (:customer) whom the viewer may see: a rep sees clients of own deals, leads, tasks and open talks. Names not on a shared screen.
SELECT s.customer_id, s.won, s.first_won_day, s.last_won_day, s.industry, s.companies,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE s.name END AS name,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE s.domain END AS domain
FROM sale_company s
WHERE s.customer_id = :customer AND :since <= :until AND (
  :reps IS NULL
  OR EXISTS (SELECT 1 FROM sale_deal d WHERE d.customer_id = s.customer_id AND d.rep_id IN (SELECT value FROM json_each(:reps)))
  OR EXISTS (SELECT 1 FROM sale_lead l JOIN sale_person p ON p.person_id = l.person_id WHERE p.customer_id = s.customer_id AND l.rep_id IN (SELECT value FROM json_each(:reps)))
  OR EXISTS (SELECT 1 FROM task t WHERE t.customer_id = s.customer_id AND t.rep_id IN (SELECT value FROM json_each(:reps)))
  OR EXISTS (
    SELECT 1 FROM sale_person p JOIN person_of_contact k ON k.person_id = p.person_id JOIN conversation v ON v.contact_id = k.contact_id
    WHERE p.customer_id = s.customer_id AND v.rep_id IN (SELECT value FROM json_each(:reps)))
)
