-- One row per rep: the judgement over the standard period :period (30d, 15w, 12m), which ends at the newest fact.
-- It is about everything of the rep: :since, :until and :networks do not narrow it.
SELECT rep_id, verdict, points, reasons
FROM verdict
WHERE period = :period AND (:reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps)))
