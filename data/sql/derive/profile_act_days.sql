-- One day on which a rep did something in public.
SELECT DISTINCT rep_id, network, day FROM activity
WHERE kind IN ('post', 'comment', 'reaction', 'vote', 'repost', 'media') AND day IS NOT NULL
ORDER BY rep_id, network, day
