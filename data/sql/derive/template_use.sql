-- One row per template: what was sent when to how many, and what came of openers that are old enough.
SELECT m.template_id AS id, count(*) AS messages, count(DISTINCT coalesce(c.contact_id, c.id)) AS reach,
    replace(group_concat(DISTINCT m.rep_id), ',', char(31)) AS reps, min(m.day) AS first_day, max(m.day) AS last_day,
    min(coalesce(m.day, '') || char(31) || m.message_id) AS first,
    coalesce(sum(CASE WHEN m.role = 'opener' AND m.day <= :mature_until THEN c.replied END), 0) AS replied,
    count(CASE WHEN m.role = 'opener' AND m.day <= :mature_until THEN c.replied END) AS mature,
    coalesce(sum(CASE WHEN m.role = 'opener' THEN c.negative END), 0) AS negative
FROM message_mark m CROSS JOIN conversation c ON c.id = m.conversation_id
WHERE m.template_id IN (SELECT value FROM json_each(:ids))
GROUP BY m.template_id
