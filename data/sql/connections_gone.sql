-- One row per connection that the rep's newest list of connections does not hold any more: removed, or a closed account.
WITH listed AS (
    SELECT i.rep_id, i.network, MAX(i.taken_on) AS taken_on
    FROM import i JOIN import_file f ON f.import_id = i.id
    WHERE i.state = 'done' AND json_extract(f.counts, '$.connections') > 0
    GROUP BY i.rep_id, i.network
),
seen AS (
    SELECT s.record_id, MAX(i.taken_on) AS taken_on
    FROM sighting s JOIN import_no n ON n.no = s.import_no JOIN import i ON i.id = n.import_id
    WHERE s.tab = 2
    GROUP BY s.record_id
)
SELECT c.id, c.rep_id, c.network, c.person_key,
       CASE WHEN :masked THEN '' ELSE c.person_name END AS person_name,
       c.connected_on, seen.taken_on AS last_seen_on, listed.taken_on AS missing_on
FROM connection c JOIN seen ON seen.record_id = c.id
JOIN listed ON listed.rep_id = c.rep_id AND listed.network = c.network
WHERE seen.taken_on < listed.taken_on
  AND (:reps IS NULL OR c.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR c.network IN (SELECT value FROM json_each(:networks)))
  AND COALESCE(c.connected_on, '') BETWEEN :since AND :until
ORDER BY c.rep_id, c.person_key
