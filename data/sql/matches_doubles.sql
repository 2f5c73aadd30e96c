-- One row a person that stands in the CRM more than once, group by group; the groups with the most deals and leads first. The CRM is the team's: whole teams only.
WITH counted AS (
  SELECT g.person_id, g.double_id, (SELECT count(*) FROM sale_lead l WHERE l.person_id = g.person_id) AS leads FROM crm_double g
)
SELECT n.double_id, n.person_id, n.leads, sum(n.leads) OVER (PARTITION BY n.double_id) AS weight FROM counted n JOIN crm_person p ON p.id = n.person_id AND p.gone = ''
WHERE NOT :masked AND :since <= :until AND :reps IS NULL
ORDER BY weight DESC, n.double_id, n.person_id
