-- One row per import, newest first: whose it is, what came with it (counts is JSON), how it stands.
-- :notes is a JSON list of the codes that are no problems, only told.
SELECT i.id, i.at, i.who, i.rep_id,
       COALESCE(r.name, json_extract(i.owner, '$.rep_name'), '') AS rep_name,
       i.network, i.connector, i.name, i.taken_on, i.state, i.undone_at,
       (SELECT COALESCE(SUM(f.new), 0) FROM import_file f WHERE f.import_id = i.id) AS new,
       (SELECT COALESCE(SUM(f.unchanged), 0) FROM import_file f WHERE f.import_id = i.id) AS unchanged,
       (SELECT COUNT(*) FROM problem p WHERE p.import_id = i.id
          AND p.code NOT IN (SELECT value FROM json_each(:notes))) AS problems,
       (SELECT json_group_object(k, n) FROM (
           SELECT c.key AS k, SUM(c.value) AS n FROM import_file f, json_each(f.counts) c
           WHERE f.import_id = i.id GROUP BY c.key)) AS counts
FROM import i LEFT JOIN rep r ON r.id = i.rep_id
WHERE (:reps IS NULL OR i.rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR i.network IN (SELECT value FROM json_each(:networks)))
  AND substr(i.at, 1, 10) BETWEEN :since AND :until
ORDER BY i.at DESC, i.rowid DESC
