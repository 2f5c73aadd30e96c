-- Some messages of ours with their texts and what they are taken for.
SELECT k.message_id, k.rep_id, coalesce(m.text, i.text) AS text, k.template_id, k.personal_share
FROM json_each(:ids) w CROSS JOIN message_mark k ON k.message_id = w.value
    LEFT JOIN message m ON m.id = k.message_id LEFT JOIN invitation i ON i.id = k.message_id
WHERE k.direction = 'out'
ORDER BY k.message_id
