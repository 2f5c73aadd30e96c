-- Days (rep, day) on which people count whose being burned lapses, or lapsed no more, between two newest days of the
-- workspace: burned after :after until :until, 180 days before each.
SELECT DISTINCT b.rep_id, c.started_day AS day
FROM conversation b JOIN conversation c
  ON c.rep_id = b.rep_id AND (c.id = b.id OR c.contact_id = b.contact_id)
WHERE b.burned = 1 AND b.burned_day > date(:after, '-180 days') AND b.burned_day <= date(:until, '-180 days')
  AND c.opened_by = 'us' AND c.started_day IS NOT NULL
