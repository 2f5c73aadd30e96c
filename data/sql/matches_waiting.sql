-- One row a contact that may be somebody in the CRM and waits for a word (:contact narrows to one, '' is all): worth most first, that is a talk of both
-- sides with somebody who has leads or deals. Contacts of the scope's reps only; no private talks of others.
WITH waiting AS (
  SELECT m.* FROM crm_match m
  WHERE m.band = 'review' AND (:contact = '' OR m.contact_id = :contact) AND :since <= :until
    AND NOT EXISTS (SELECT 1 FROM contact_key k JOIN match_decision d ON d.person_key = k.person_key AND d.person_id = m.person_id WHERE k.contact_id = m.contact_id)
),
met AS (
  SELECT v.contact_id, v.rep_id, v.messages, v.theirs > 0 AND v.ours > 0 AS both_sides, v.last_day FROM conversation v
  WHERE v.contact_id IN (SELECT contact_id FROM waiting) AND (v.private = 0 OR (v.rep_id IS :viewer_rep AND NOT :masked))
  UNION ALL
  SELECT k.contact_id, t.rep_id, 0, 0, NULL FROM contact_key k JOIN connection t ON t.person_key = k.person_key WHERE k.contact_id IN (SELECT contact_id FROM waiting)
),
talk AS (
  SELECT contact_id, sum(messages) AS messages, max(both_sides) AS both_sides, max(last_day) AS last_day, json_group_array(DISTINCT rep_id) AS reps FROM met
  WHERE (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps))) GROUP BY contact_id
),
lead_of AS (SELECT person_id, count(*) AS leads FROM sale_lead WHERE person_id IN (SELECT person_id FROM waiting) GROUP BY person_id),
deal_of AS (
  SELECT e.value AS person_id, count(*) AS deals, sum(d.state = 'won') AS won, sum(CASE WHEN d.state <> 'lost' THEN coalesce(d.base_amount, 0) ELSE 0 END) AS worth
  FROM sale_deal d, json_each(d.people) e WHERE e.value IN (SELECT person_id FROM waiting) GROUP BY e.value
)
SELECT w.contact_id, w.person_id, w.score, w.evidence, t.messages, t.both_sides, t.last_day, t.reps,
  coalesce(l.leads, 0) AS leads, coalesce(d.deals, 0) AS deals, coalesce(d.won, 0) AS won, coalesce(d.worth, 0) AS worth,
  t.both_sides AND (coalesce(l.leads, 0) + coalesce(d.deals, 0) > 0) AS first
FROM waiting w JOIN talk t ON t.contact_id = w.contact_id
LEFT JOIN lead_of l ON l.person_id = w.person_id LEFT JOIN deal_of d ON d.person_id = w.person_id
WHERE NOT :masked
ORDER BY first DESC, coalesce(l.leads, 0) + coalesce(d.deals, 0) > 0 DESC, coalesce(d.worth, 0) DESC, t.both_sides DESC, w.score DESC, w.contact_id
