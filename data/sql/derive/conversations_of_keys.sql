-- One-to-one conversations in which some persons are named.
SELECT DISTINCT m.conversation_id AS id
FROM json_each(:keys) k CROSS JOIN rep r CROSS JOIN message m
    ON m.rep_id = r.id AND m.network = substr(k.value, 1, instr(k.value, ':') - 1) AND m.person_key = k.value
WHERE m.kind IN ('direct', 'inmail', 'invitation')
