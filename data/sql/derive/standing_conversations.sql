-- Conversations to judge again though no fact of them changed: the private mark differs, or somebody waits in one so
-- newly that another day makes a difference: since the day that :since (a JSON object by rep id) names for the rep.
SELECT c.id FROM conversation c LEFT JOIN private_conversation p ON p.conversation_id = c.id
WHERE c.private <> (p.conversation_id IS NOT NULL)
UNION
SELECT c.id FROM json_each(:since) s CROSS JOIN conversation c ON c.rep_id = s.key AND c.waiting_since >= s.value
