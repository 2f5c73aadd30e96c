-- One row per merge or split that one text (:id) was part of, oldest first: `kind` merge (`was` became part of `now`) or
-- split (`now` was taken out of `was`); `still` tells whether the other one is there. Only for who used either of them.
SELECT
  e.version, e.kind, e.was, e.now,
  EXISTS (SELECT 1 FROM template t WHERE t.id = CASE e.was WHEN :id THEN e.now ELSE e.was END) AS still
FROM template_event e
WHERE :id IN (e.was, e.now) AND :since <= :until
  AND (:reps IS NULL OR EXISTS (
    SELECT 1 FROM message_mark m
    WHERE m.template_id IN (e.was, e.now) AND m.rep_id IN (SELECT value FROM json_each(:reps))
  ))
ORDER BY e.version, e.kind, e.was, e.now
