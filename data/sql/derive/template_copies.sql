-- One row per copy of some templates, by template and rep, oldest first: columns as in scoring.templates.usage.Sent.
SELECT m.template_id, m.rep_id, m.message_id, m.conversation_id, c.contact_id, m.day, c.network, c.kind, m.role,
    CASE m.role WHEN 'opener' THEN c.replied END AS replied, CASE m.role WHEN 'opener' THEN c.negative END AS negative,
    m.greeted, m.greets, m.personal_share AS personal, m.name_share AS named
FROM json_each(:ids) i CROSS JOIN message_mark m ON m.template_id = i.value CROSS JOIN conversation c ON c.id = m.conversation_id
ORDER BY m.template_id, m.rep_id, coalesce(m.day, ''), m.message_id
