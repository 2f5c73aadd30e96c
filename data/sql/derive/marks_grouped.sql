-- Messages of ours in some conversations and what they are taken for.
SELECT m.message_id, m.template_id, m.personal_share, m.chars
FROM json_each(:conversations) c CROSS JOIN message_mark m ON m.conversation_id = c.value
WHERE m.direction = 'out'
