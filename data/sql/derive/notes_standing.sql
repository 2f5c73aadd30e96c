-- One row a note that stands, of every kind.
SELECT 'network' AS kind, id, text FROM note
UNION ALL SELECT 'talk', id, text FROM conversation_note
UNION ALL SELECT 'client', id, trim(person || ' ' || text) FROM client_note
UNION ALL SELECT 'complaint', CAST(id AS TEXT), text FROM complaint_event WHERE text <> ''
