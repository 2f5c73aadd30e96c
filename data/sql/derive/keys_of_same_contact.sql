-- All keys that were one contact with one of some keys.
SELECT DISTINCT other.person_key
FROM contact_key k JOIN contact_key other ON other.contact_id = k.contact_id
WHERE k.person_key IN (SELECT value FROM json_each(:keys))
