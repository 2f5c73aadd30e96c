-- Every message of ours that may be a copy, with the conversation it stands in.
SELECT m.message_id, m.template_key, m.template_id, m.personal_share, m.rep_id, m.day, m.role, m.conversation_id,
    c.network, c.contact_id,
    CASE WHEN m.role = 'opener' THEN c.replied END AS replied, CASE WHEN m.role = 'opener' THEN c.negative END AS negative,
    m.role = 'opener' AND m.spans LIKE '%"personal"%' AS personal, c.copied_opener, c.personal_opener
FROM message_mark m JOIN conversation c ON c.id = m.conversation_id
WHERE m.template_key IS NOT NULL
