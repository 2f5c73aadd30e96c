-- One row per person a rep has a conversation with: the day of the last message of either side (NULL: unknown), and
-- whether both sides ever wrote. A state at the end of the days asked for: :since does not narrow it.
SELECT
  rep_id, network, COALESCE(contact_id, id) AS contact, MAX(last_day) AS day,
  MAX(ours > 0 AND theirs > 0) OR (SUM(ours) > 0 AND SUM(theirs) > 0) AS two_way
FROM conversation
WHERE private = 0 AND (started_day IS NULL OR started_day <= :until)
  AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
  AND (:networks IS NULL OR network IN (SELECT value FROM json_each(:networks)))
GROUP BY rep_id, network, contact
ORDER BY rep_id, contact
