-- One row a name or e-mail that a rep goes by: what owners of a CRM are known by.
SELECT id, 'name' AS kind, name AS value FROM rep
UNION SELECT rep_id, kind, value FROM rep_identity WHERE kind IN ('name', 'email')
ORDER BY 1, 2, 3
