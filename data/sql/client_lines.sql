-- One row a thing that happened with a client (:customer), on any network, in the CRM or written down here, newest first. Messages, invitations and
-- networks' own notes only of the scope's reps, none that is private and another's; texts only as far as the scope lets them be read (`hidden` = 1
-- where there is one). What the CRM tells belongs to the team that serves the client.
WITH whom AS (
  SELECT k.contact_id, min(s.person_id) AS person_id FROM sale_person s JOIN person_of_contact k ON k.person_id = s.person_id WHERE s.customer_id = :customer GROUP BY k.contact_id
),
keyed AS (SELECT c.person_key, w.contact_id FROM whom w JOIN contact_key c ON c.contact_id = w.contact_id),
talked AS (
  SELECT v.id, v.rep_id, v.network, v.contact_id, v.private, NOT :masked AND (:text = 'all' OR (:text = 'cited' AND v.rep_id IS :viewer_rep)) AS readable
  FROM whom w JOIN conversation v ON v.contact_id = w.contact_id
  WHERE (v.private = 0 OR (v.rep_id IS :viewer_rep AND NOT :masked))
    AND (:reps IS NULL OR v.rep_id IN (SELECT value FROM json_each(:reps)))
),
happened AS (
  SELECT 'message' AS kind, m.id, m.sent_at AS at, m.day, m.network, m.rep_id, t.contact_id, m.direction AS side, m.kind AS title,
    CASE WHEN t.readable THEN m.text
      ELSE (SELECT f.evidence FROM finding f WHERE f.conversation_id = t.id AND f.message_id = m.id AND :text = 'cited' AND NOT :masked AND f.evidence <> '' LIMIT 1) END AS text,
    NOT t.readable AS hidden, t.id AS ref, coalesce(k.inbound_class, '') AS extra, coalesce(k.has_question, 0) >= 0.5 AS question
  FROM talked t JOIN message m ON m.conversation_id = t.id AND (m.kind IN ('direct', 'inmail', 'invitation', 'comment') OR (m.kind = 'forward' AND m.direction = 'in'))
  LEFT JOIN message_mark k ON k.message_id = m.id
  UNION ALL
  SELECT 'invitation', i.id, NULL, i.day, i.network, i.rep_id, k.contact_id, i.direction, '',
    CASE WHEN NOT :masked AND (:text = 'all' OR (:text = 'cited' AND i.rep_id IS :viewer_rep)) THEN i.text END,
    i.text <> '' AND NOT (NOT :masked AND (:text = 'all' OR (:text = 'cited' AND i.rep_id IS :viewer_rep))), coalesce(v.id, ''), '', 0
  FROM keyed k JOIN invitation i ON i.person_key = k.person_key LEFT JOIN conversation v ON v.id = i.id
  WHERE (:reps IS NULL OR i.rep_id IN (SELECT value FROM json_each(:reps)))
    AND NOT EXISTS (SELECT 1 FROM conversation p WHERE p.contact_id = k.contact_id AND p.rep_id = i.rep_id AND p.private = 1 AND (:masked OR p.rep_id IS NOT :viewer_rep))
  UNION ALL
  SELECT 'connection', c.id, NULL, c.connected_on, c.network, c.rep_id, k.contact_id, '', '', NULL, 0, '', '', 0
  FROM keyed k JOIN connection c ON c.person_key = k.person_key
  WHERE c.connected_on IS NOT NULL AND (:reps IS NULL OR c.rep_id IN (SELECT value FROM json_each(:reps)))
  UNION ALL
  SELECT 'note', n.id, NULL, n.created_day, n.network, n.rep_id, k.contact_id, '', 'network',
    CASE WHEN NOT :masked AND (:text = 'all' OR (:text = 'cited' AND n.rep_id IS :viewer_rep)) THEN n.text END,
    NOT (NOT :masked AND (:text = 'all' OR (:text = 'cited' AND n.rep_id IS :viewer_rep))), '', '', 0
  FROM keyed k JOIN note n ON n.person_key = k.person_key
  WHERE (:reps IS NULL OR n.rep_id IN (SELECT value FROM json_each(:reps)))
  UNION ALL
  SELECT 'note', n.id, n.at, substr(n.at, 1, 10), t.network, n.rep_id, t.contact_id, '', n.who,
    CASE WHEN :masked OR :text = 'none' THEN NULL ELSE n.text END, :masked OR :text = 'none', t.id, '', 0
  FROM talked t JOIN conversation_note n ON n.conversation_id = t.id
  UNION ALL
  SELECT n.kind, n.id, CASE WHEN n.day IS NULL THEN n.at END, coalesce(n.day, substr(n.at, 1, 10)), '', '', n.person, '', n.who,
    CASE WHEN :masked OR :text = 'none' THEN NULL ELSE n.text END, :masked OR :text = 'none', 'own', n.yearly, 0
  FROM client_note n WHERE n.customer_id = :customer
  UNION ALL
  SELECT 'task', t.id, NULL, t.due, '', t.rep_id, '', '', CASE WHEN :masked OR :text = 'none' THEN '' ELSE t.text END, NULL, 0, t.id, t.state, 0
  FROM task t WHERE t.customer_id = :customer AND t.state = 'open'
  UNION ALL
  SELECT 'done', t.id || d.due, d.at, substr(d.at, 1, 10), '', t.rep_id, '', '', CASE WHEN :masked OR :text = 'none' THEN '' ELSE t.text END, NULL, 0, t.id, 'done', 0
  FROM task t JOIN task_done d ON d.task_id = t.id WHERE t.customer_id = :customer
  UNION ALL
  SELECT CASE WHEN t.kind = 'complaint' THEN 'complaint' ELSE 'request' END, t.id, CASE WHEN length(t.created_at) > 10 THEN t.created_at END, substr(t.created_at, 1, 10), '',
    coalesce(o.rep_id, ''), coalesce(t.person_id, ''), 'in', CASE WHEN :masked OR :text = 'none' THEN '' ELSE t.subject END, CASE WHEN :masked OR :text = 'none' THEN NULL ELSE t.text END,
    (:masked OR :text = 'none') AND t.text <> '', 'ticket/' || t.id,
    coalesce((SELECT e.value FROM complaint_event e WHERE e.complaint_id = 'ticket/' || t.id AND e.kind = 'status' ORDER BY e.id DESC LIMIT 1),
      CASE WHEN t.closed THEN 'closed' WHEN t.answered_at IS NOT NULL THEN 'answered' ELSE 'open' END), 0
  FROM ticket t LEFT JOIN sale_owner o ON o.owner_id = t.owner_id
  WHERE t.gone = '' AND t.created_at IS NOT NULL AND (
    t.company_id IN (SELECT c.value FROM sale_company s JOIN json_each(s.companies) c WHERE s.customer_id = :customer)
    OR t.person_id IN (SELECT p.person_id FROM sale_person p WHERE p.customer_id = :customer))
  UNION ALL
  SELECT 'deal', d.id, CASE WHEN length(d.created_at) > 10 THEN d.created_at END, d.created_day, '', coalesce(d.rep_id, ''), '', '', d.state,
    CASE WHEN :masked OR :text = 'none' THEN NULL ELSE d.name END, 0, d.id, coalesce(d.base_amount, ''), 0
  FROM sale_deal d WHERE d.customer_id = :customer AND d.created_day IS NOT NULL
  UNION ALL
  SELECT d.state, d.id, CASE WHEN length(d.closed_at) > 10 THEN d.closed_at END, d.closed_day, '', coalesce(d.rep_id, ''), '', '', CASE WHEN d.state = 'won' THEN d.product ELSE d.loss_reason END,
    CASE WHEN :masked OR :text = 'none' THEN NULL ELSE d.name END, 0, d.id, coalesce(d.base_amount, ''), 0
  FROM sale_deal d WHERE d.customer_id = :customer AND d.state <> 'open' AND d.closed_day IS NOT NULL
  UNION ALL
  SELECT 'stage', g.id, CASE WHEN length(g.at) > 10 THEN g.at END, substr(g.at, 1, 10), '', coalesce(d.rep_id, ''), '', '', CASE WHEN coalesce(s.stage_name, '') = '' THEN g.stage ELSE s.stage_name END,
    CASE WHEN :masked OR :text = 'none' THEN NULL ELSE d.name END, 0, d.id, '', 0
  FROM sale_deal d JOIN stage_change g ON g.deal_id = d.id LEFT JOIN crm_stage s ON s.crm = g.crm AND s.pipeline = g.pipeline AND s.stage = g.stage
  WHERE d.customer_id = :customer
  UNION ALL
  SELECT 'money', y.id, NULL, y.day, '', coalesce(y.rep_id, ''), '', '', y.type, NULL, 0, coalesce(y.deal_id, ''), coalesce(y.received, ''), 0
  FROM sale_money y WHERE y.customer_id = :customer AND y.day IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM sale_deal d WHERE d.id = y.id)
  UNION ALL
  SELECT CASE a.kind WHEN 'message' THEN 'crm_message' WHEN 'task' THEN 'crm_task' ELSE a.kind END, a.id, CASE WHEN length(a.at) > 10 THEN a.at END, substr(a.at, 1, 10), '', coalesce(r.rep_id, ''), coalesce(json_extract(a.people, '$[0]'), ''), a.direction,
    CASE WHEN :masked OR :text = 'none' THEN '' ELSE a.subject END, CASE WHEN :masked OR :text = 'none' THEN NULL ELSE a.text END, (:masked OR :text = 'none') AND a.text <> '', 'crm', a.done, 0
  FROM crm_activity a LEFT JOIN sale_owner r ON r.owner_id = a.owner_id
  WHERE a.gone = '' AND a.at IS NOT NULL AND (
    a.company_id IN (SELECT c.value FROM sale_company s JOIN json_each(s.companies) c WHERE s.customer_id = :customer)
    OR a.deal_id IN (SELECT d.id FROM sale_deal d WHERE d.customer_id = :customer))
)
SELECT h.kind, h.id, h.at, h.day, h.network, h.rep_id, coalesce(r.name, '') AS rep, h.side, h.title, h.text, h.hidden, h.ref, h.extra, h.question,
  CASE WHEN :masked OR :text = 'none' THEN '' ELSE coalesce(c.name, nullif(p.name, ''), trim(p.first_name || ' ' || p.last_name), CASE WHEN h.kind IN ('note', 'gift', 'date') THEN h.contact_id END, '') END AS person
FROM happened h LEFT JOIN rep r ON r.id = h.rep_id LEFT JOIN contact c ON c.id = h.contact_id LEFT JOIN crm_person p ON p.id = h.contact_id
WHERE :since <= :until
ORDER BY coalesce(h.at, h.day) IS NULL, coalesce(h.day, substr(h.at, 1, 10)) DESC, coalesce(h.at, '') DESC, h.kind, h.id
