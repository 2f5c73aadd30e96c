-- The day of the newest fact of the workspace.
SELECT max(day) AS day FROM (
    SELECT max(day) AS day FROM message
    UNION ALL SELECT max(day) FROM invitation
    UNION ALL SELECT max(connected_on) FROM connection
    UNION ALL SELECT max(day) FROM activity
)
