-- One row per person key and source outside messages: invitations, connections, lists, notes.
SELECT 'invitation' AS source, id, rep_id, network, person_key, person_name, '' AS company, '' AS position, day AS told_at
FROM invitation WHERE person_key IS NOT NULL
UNION ALL
SELECT 'connection', id, rep_id, network, person_key, person_name, company, position, connected_on FROM connection
UNION ALL
SELECT 'prospect', id, rep_id, network, person_key, person_name, company, position, NULL
FROM prospect WHERE person_key IS NOT NULL
UNION ALL
SELECT 'note', id, rep_id, network, person_key, person_name, '', '', created_day FROM note WHERE person_key IS NOT NULL
