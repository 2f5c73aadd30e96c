-- Conversations whose opener is, or is no longer, a copy or personal.
SELECT id, rep_id, started_day, copied, personal FROM (
    SELECT c.id, c.rep_id, c.started_day, c.copied_opener, c.personal_opener, 
        coalesce(t.reach >= :people AND m.personal_share - coalesce(m.name_share, 0) < :mostly, 0) AS copied,
        m.spans LIKE '%"personal"%' AND (m.template_id IS NULL OR m.personal_share >= :own) AS personal
    FROM conversation c JOIN message_mark m ON m.message_id = c.opener_id LEFT JOIN template t ON t.id = m.template_id
    WHERE c.private = 0)
WHERE copied <> copied_opener OR personal <> personal_opener
