-- Openers that are copies, of templates that went to enough people; by rep and template, oldest first.
SELECT m.rep_id, m.template_id, m.day, m.message_id, c.id AS conversation_id, c.network, c.contact_id, c.replied
FROM message_mark m JOIN conversation c ON c.id = m.conversation_id JOIN template t ON t.id = m.template_id
WHERE m.role = 'opener' AND t.reach >= :people
ORDER BY m.rep_id, m.template_id, coalesce(m.day, ''), m.message_id
