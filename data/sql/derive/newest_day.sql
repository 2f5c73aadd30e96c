-- The day of the newest fact of the workspace. What a CRM dates after the newest import is a slip of the pen.
WITH now AS (SELECT coalesce(substr(max(at), 1, 10), '9999') AS day FROM import)
SELECT max(day) AS day FROM (
    SELECT max(day) AS day FROM message
    UNION ALL SELECT max(day) FROM invitation
    UNION ALL SELECT max(connected_on) FROM connection
    UNION ALL SELECT max(day) FROM activity
    UNION ALL SELECT max(created_day) FROM sale_lead WHERE created_day <= (SELECT day FROM now)
    UNION ALL SELECT max(created_day) FROM sale_deal WHERE created_day <= (SELECT day FROM now)
    UNION ALL SELECT max(closed_day) FROM sale_deal WHERE state = 'won' AND closed_day <= (SELECT day FROM now)
    UNION ALL SELECT max(closed_day) FROM sale_deal WHERE state = 'lost' AND closed_day <= (SELECT day FROM now)
    UNION ALL SELECT max(day) FROM sale_money WHERE day <= (SELECT day FROM now)
)
