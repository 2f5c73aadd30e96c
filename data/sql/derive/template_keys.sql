-- Every message of ours that may be a copy, and what it was taken for last time.
SELECT message_id, template_key, template_id, personal_share FROM message_mark WHERE template_key IS NOT NULL
