-- All messages of ours with their texts and what they are taken for; those of a rep together.
SELECT k.message_id, k.rep_id, coalesce(m.text, i.text) AS text, k.template_id, k.personal_share
FROM message_mark k LEFT JOIN message m ON m.id = k.message_id LEFT JOIN invitation i ON i.id = k.message_id
WHERE k.direction = 'out'
ORDER BY k.rep_id, k.message_id
