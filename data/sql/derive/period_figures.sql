-- One row per rep: counts that a verdict reads, of conversations that began in a period.
SELECT rep_id, count(*) AS conversations, sum(opened_by = 'us') AS openers,
    coalesce(sum(copied_opener), 0) AS copied, coalesce(sum(pitch_opener), 0) AS pitched,
    coalesce(sum(slot_opener), 0) AS slots,
    count(pitch_after_reply) AS replies, coalesce(sum(pitch_after_reply), 0) AS pitched_after_reply,
    count(pressured) AS approached, coalesce(sum(pressured), 0) AS pressured,
    count(burned) AS burnable, coalesce(sum(burned), 0) AS burned,
    sum(copied_opener = 1 AND started_day <= :mature_until AND replied IS NOT NULL) AS copies_mature,
    coalesce(sum(CASE WHEN copied_opener = 1 AND started_day <= :mature_until THEN replied END), 0) AS copies_replied
FROM conversation WHERE private = 0 AND started_day BETWEEN :since AND :until GROUP BY rep_id
