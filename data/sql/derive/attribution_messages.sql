-- One row a message with the people linked to the CRM (:contacts), private conversations apart.
SELECT m.message_id AS id, m.conversation_id, x.sent_at, m.day, m.rep_id, c.network, c.contact_id, m.direction, c.opened_by,
  coalesce(m.template_id, '') AS template_id, m.auto_reply
FROM json_each(:contacts) j JOIN conversation c ON c.contact_id = j.value JOIN message_mark m ON m.conversation_id = c.id JOIN message x ON x.id = m.message_id
WHERE c.private = 0 AND m.day IS NOT NULL
