-- One row per person key, name and conversation that one-to-one messages tell, with the newest time they tell it.
SELECT rep_id, network, person_key, person_name, conversation_id, max(sent_at) AS told_at FROM message
WHERE person_key IS NOT NULL AND kind IN ('direct', 'inmail', 'invitation')
GROUP BY rep_id, network, person_key, person_name, conversation_id
