-- What some contacts are called.
SELECT id, name FROM contact WHERE id IN (SELECT value FROM json_each(:ids))
