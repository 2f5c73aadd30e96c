-- Some contacts as they are stored.
SELECT * FROM contact WHERE id IN (SELECT value FROM json_each(:ids))
