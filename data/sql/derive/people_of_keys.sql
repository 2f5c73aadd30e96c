-- What facts tell of some persons, like `people_in_messages` and `people_elsewhere` together.
SELECT m.rep_id, m.network, m.person_key, m.person_name, m.conversation_id, max(m.sent_at) AS told_at, 'message' AS source,
    '' AS id, '' AS company, '' AS position
FROM json_each(:keys) k CROSS JOIN rep r CROSS JOIN message m
    ON m.rep_id = r.id AND m.network = substr(k.value, 1, instr(k.value, ':') - 1) AND m.person_key = k.value
WHERE m.kind IN ('direct', 'inmail', 'invitation')
GROUP BY m.rep_id, m.network, m.person_key, m.person_name, m.conversation_id
UNION ALL
SELECT rep_id, network, person_key, person_name, NULL, day, 'invitation', id, '', ''
FROM invitation WHERE person_key IN (SELECT value FROM json_each(:keys))
UNION ALL
SELECT rep_id, network, person_key, person_name, NULL, connected_on, 'connection', id, company, position
FROM connection WHERE person_key IN (SELECT value FROM json_each(:keys))
UNION ALL
SELECT rep_id, network, person_key, person_name, NULL, NULL, 'prospect', id, company, position
FROM prospect WHERE person_key IN (SELECT value FROM json_each(:keys))
UNION ALL
SELECT rep_id, network, person_key, person_name, NULL, created_day, 'note', id, '', ''
FROM note WHERE person_key IN (SELECT value FROM json_each(:keys))
