-- Openers that are copies, of templates that went to enough people; by rep and template, oldest first.
SELECT m.rep_id, m.template_id, m.day, m.message_id, c.id AS conversation_id, c.network, c.contact_id, c.replied
FROM json_each(:ids) i CROSS JOIN template t ON t.id = i.value CROSS JOIN message_mark m ON m.template_id = t.id AND m.role = 'opener'
    CROSS JOIN conversation c ON c.id = m.conversation_id
WHERE t.reach >= :people
ORDER BY m.rep_id, m.template_id, coalesce(m.day, ''), m.message_id
