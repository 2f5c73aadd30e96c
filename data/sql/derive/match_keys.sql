-- One row per contact, kind and value of what names it: key (a person key), phone, email, handle, url.
SELECT contact_id, 'key' AS kind, person_key AS value FROM contact_key
UNION
SELECT k.contact_id, i.kind, i.value FROM identity i JOIN contact_key k USING (person_key) WHERE i.kind IN ('phone', 'email', 'handle', 'url')
UNION
SELECT k.contact_id, 'email', t.email FROM connection t JOIN contact_key k USING (person_key) WHERE t.email <> ''
UNION
SELECT k.contact_id, 'email', t.email FROM prospect t JOIN contact_key k USING (person_key) WHERE t.email <> ''
ORDER BY 1, 2, 3
