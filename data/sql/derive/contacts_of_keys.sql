-- Some keys and the contact that each one led to.
SELECT person_key, contact_id FROM contact_key WHERE person_key IN (SELECT value FROM json_each(:keys))
