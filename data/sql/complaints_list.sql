-- One row a complaint or request, newest first: a ticket of the CRM, or a message judged a complaint (the first of those within 30 days in one
-- conversation). What people said about it counts before what the CRM says. A rep finds own ones and those handed over to them; messages of private
-- conversations only their own rep. :id NULL lists all; :everybody 0 leaves out those who are no clients.
WITH company AS (SELECT c.value AS company_id, s.customer_id FROM sale_company s JOIN json_each(s.companies) c),
told AS (
  SELECT 'ticket/' || t.id AS id, CASE WHEN t.kind = 'complaint' THEN 'complaint' ELSE 'request' END AS kind, t.created_at AS at, coalesce(o.rep_id, '') AS rep_id,
    '' AS network, coalesce(k.customer_id, (SELECT min(p.customer_id) FROM sale_person p WHERE p.person_id = t.person_id), '') AS customer_id,
    CASE WHEN :masked OR :text = 'none' THEN '' ELSE coalesce(nullif(c.name, ''), trim(c.first_name || ' ' || c.last_name), '') END AS person,
    CASE WHEN :masked OR :text = 'none' THEN NULL ELSE trim(t.subject || char(10) || t.text) END AS text, '' AS ref,
    t.answered_at, t.closed_at, CASE WHEN t.closed THEN 'closed' WHEN t.answered_at IS NOT NULL THEN 'answered' ELSE 'open' END AS state
  FROM ticket t LEFT JOIN company k ON k.company_id = t.company_id LEFT JOIN crm_person c ON c.id = t.person_id LEFT JOIN sale_owner o ON o.owner_id = t.owner_id
  WHERE t.gone = '' AND t.created_at IS NOT NULL AND (:id IS NULL OR :id = 'ticket/' || t.id)
  UNION ALL
  SELECT 'message/' || m.id, 'complaint', m.sent_at, v.rep_id, v.network,
    coalesce((SELECT min(p.customer_id) FROM person_of_contact q JOIN sale_person p ON p.person_id = q.person_id WHERE q.contact_id = v.contact_id), ''),
    CASE WHEN :masked OR :text = 'none' THEN '' ELSE coalesce(c.name, v.title) END,
    CASE WHEN NOT :masked AND (:text = 'all' OR (:text = 'cited' AND v.rep_id IS :viewer_rep)) AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
      THEN m.text ELSE (SELECT f.evidence FROM finding f WHERE f.conversation_id = v.id AND f.message_id = m.id AND :text = 'cited' AND NOT :masked AND f.evidence <> '' LIMIT 1) END,
    v.id, (SELECT min(a.sent_at) FROM message a WHERE a.conversation_id = v.id AND a.direction = 'out' AND a.kind IN ('direct', 'inmail') AND a.sent_at > m.sent_at), NULL,
    CASE WHEN EXISTS (SELECT 1 FROM message a WHERE a.conversation_id = v.id AND a.direction = 'out' AND a.kind IN ('direct', 'inmail') AND a.sent_at > m.sent_at) THEN 'answered' ELSE 'open' END
  FROM message_mark k JOIN message m ON m.id = k.message_id JOIN conversation v ON v.id = k.conversation_id LEFT JOIN contact c ON c.id = v.contact_id
  WHERE k.inbound_class = 'complaint' AND m.sent_at IS NOT NULL AND (:id IS NULL OR :id = 'message/' || m.id)
    AND (v.private = 0 OR (v.rep_id IS :viewer_rep AND NOT :masked))
    AND (:everybody OR :id IS NOT NULL OR v.contact_id IN (SELECT contact_id FROM person_of_contact))
    AND (
      :reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps))
      OR 'message/' || m.id IN (SELECT complaint_id FROM complaint_event WHERE kind = 'owner' AND value IN (SELECT value FROM json_each(:reps))))
    AND NOT EXISTS (
      SELECT 1 FROM message_mark b JOIN message n ON n.id = b.message_id
      WHERE b.conversation_id = k.conversation_id AND b.inbound_class = 'complaint' AND n.sent_at < m.sent_at AND n.day >= date(m.day, '-30 days'))
),
said AS (
  SELECT t.*,
    (SELECT e.value FROM complaint_event e WHERE e.complaint_id = t.id AND e.kind = 'status' ORDER BY e.id DESC LIMIT 1) AS said_state,
    (SELECT e.at FROM complaint_event e WHERE e.complaint_id = t.id AND e.kind = 'status' AND e.value = 'closed' ORDER BY e.id DESC LIMIT 1) AS said_closed,
    (SELECT e.at FROM complaint_event e WHERE e.complaint_id = t.id AND e.kind = 'status' AND e.value IN ('answered', 'closed') ORDER BY e.id LIMIT 1) AS said_answered,
    (SELECT e.value FROM complaint_event e WHERE e.complaint_id = t.id AND e.kind = 'owner' ORDER BY e.id DESC LIMIT 1) AS said_owner,
    (SELECT e.value FROM complaint_event e WHERE e.complaint_id = t.id AND e.kind = 'due' ORDER BY e.id DESC LIMIT 1) AS due
  FROM told t
)
SELECT s.id, s.kind, s.at, s.network, s.customer_id, s.person, s.text, s.ref, s.rep_id AS told_rep, coalesce(r.name, '') AS told_name,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE coalesce(y.name, '') END AS client, coalesce(y.won, 0) AS won,
  coalesce(s.said_owner, s.rep_id) AS owner, coalesce(o.name, s.said_owner, r.name, '') AS owner_name, coalesce(s.due, '') AS due,
  coalesce(s.said_state, s.state) AS state, coalesce(s.answered_at, s.said_answered) AS answered_at,
  CASE WHEN coalesce(s.said_state, s.state) = 'closed' THEN coalesce(s.said_closed, s.closed_at) END AS closed_at
FROM said s LEFT JOIN rep r ON r.id = s.rep_id LEFT JOIN rep o ON o.id = s.said_owner LEFT JOIN sale_company y ON y.customer_id = s.customer_id
WHERE (:reps IS NULL OR s.rep_id IN (SELECT value FROM json_each(:reps)) OR s.said_owner IN (SELECT value FROM json_each(:reps)))
  AND substr(s.at, 1, 10) BETWEEN :since AND :until
  AND (:everybody OR :id IS NOT NULL OR coalesce(y.won, 0) > 0)
  AND (:customer IS NULL OR s.customer_id = :customer)
ORDER BY s.at DESC, s.id
