-- One row per rep with a dated fact: the day of the newest one, after which nobody knows what the rep did.
SELECT rep_id, max(day) AS day FROM (
    SELECT rep_id, max(day) AS day FROM message GROUP BY rep_id
    UNION ALL SELECT rep_id, max(day) FROM invitation GROUP BY rep_id
    UNION ALL SELECT rep_id, max(connected_on) FROM connection GROUP BY rep_id
    UNION ALL SELECT rep_id, max(day) FROM activity GROUP BY rep_id
) WHERE day IS NOT NULL GROUP BY rep_id
