-- Those of some messages of ours that stand and are nobody's copy.
SELECT k.message_id FROM json_each(:ids) w CROSS JOIN message_mark k ON k.message_id = w.value
WHERE k.direction = 'out' AND k.template_id IS NULL
