-- One day of an export that had files of public acts: only then does silence mean silence.
SELECT DISTINCT i.rep_id, i.network, i.taken_on FROM import i JOIN import_file f ON f.import_id = i.id
WHERE i.state = 'done' AND i.rep_id IS NOT NULL AND i.taken_on <> '' AND coalesce(f.ignored, '') = ''
    AND f.kind IN ('shares', 'comments', 'reactions', 'votes', 'reposts', 'media')
ORDER BY i.rep_id, i.network, i.taken_on
