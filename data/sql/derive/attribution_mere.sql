-- One row an invitation or a new connection with the people linked to the CRM (:contacts): no talk, yet to be listed.
SELECT k.contact_id, i.rep_id, i.network, i.direction, i.day, 'invitation' AS kind
FROM invitation i JOIN contact_key k ON k.person_key = i.person_key
WHERE i.day IS NOT NULL AND k.contact_id IN (SELECT value FROM json_each(:contacts))
UNION
SELECT k.contact_id, c.rep_id, c.network, 'out', c.connected_on, 'connection'
FROM connection c JOIN contact_key k ON k.person_key = c.person_key
WHERE c.connected_on IS NOT NULL AND k.contact_id IN (SELECT value FROM json_each(:contacts))
