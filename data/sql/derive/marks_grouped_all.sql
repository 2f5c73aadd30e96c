-- All messages of ours and what they are taken for.
SELECT message_id, template_id, personal_share, chars FROM message_mark WHERE direction = 'out'
