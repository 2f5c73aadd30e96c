-- Conversations to judge again though no fact of them changed: the private mark differs, or somebody waits in one so
-- newly (since :since, NULL = never mind) that another day makes a difference.
SELECT c.id FROM conversation c LEFT JOIN private_conversation p ON p.conversation_id = c.id
WHERE c.private <> (p.conversation_id IS NOT NULL) OR c.waiting_since >= :since
