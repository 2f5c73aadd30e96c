-- One row per person key and source outside messages: invitations, connections, lists, notes.
SELECT rep_id, network, person_key, person_name, NULL AS conversation_id, day AS told_at, 'invitation' AS source, id,
    '' AS company, '' AS position
FROM invitation WHERE person_key IS NOT NULL
UNION ALL
SELECT rep_id, network, person_key, person_name, NULL, connected_on, 'connection', id, company, position FROM connection
UNION ALL
SELECT rep_id, network, person_key, person_name, NULL, NULL, 'prospect', id, company, position
FROM prospect WHERE person_key IS NOT NULL
UNION ALL
SELECT rep_id, network, person_key, person_name, NULL, created_day, 'note', id, '', '' FROM note WHERE person_key IS NOT NULL
