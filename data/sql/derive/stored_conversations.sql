-- Every conversation that was judged, whom it was with, and whether the private mark has changed since.
SELECT c.id, c.contact_id, c.private <> (p.conversation_id IS NOT NULL) AS mark_changed, c.waiting_since
FROM conversation c LEFT JOIN private_conversation p ON p.conversation_id = c.id
