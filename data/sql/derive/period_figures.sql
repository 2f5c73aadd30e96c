-- One row per rep: counts that a verdict reads, of conversations that we opened in a period; who is burned is counted by
-- person, as in the figure of that name, so the tally must be written before. `first_opener_days` is how
-- many days before its end the rep wrote the very first opener of all that is known.
WITH opened AS MATERIALIZED (
    SELECT rep_id, count(*) AS conversations, count(*) AS openers,
        coalesce(sum(copied_opener), 0) AS copied, coalesce(sum(pitch_opener), 0) AS pitched,
        coalesce(sum(slot_opener), 0) AS slots,
        count(pitch_after_reply) AS replies, coalesce(sum(pitch_after_reply), 0) AS pitched_after_reply,
        count(pressured) AS approached, coalesce(sum(pressured), 0) AS pressured,
        sum(copied_opener = 1 AND started_day <= :mature_until AND replied IS NOT NULL) AS copies_mature,
        coalesce(sum(CASE WHEN copied_opener = 1 AND started_day <= :mature_until THEN replied END), 0) AS copies_replied
    FROM conversation
    WHERE private = 0 AND opened_by = 'us' AND started_day BETWEEN :since AND :until GROUP BY rep_id
),
lost AS MATERIALIZED (
    SELECT rep_id, sum(n) AS burnable, sum(k) AS burned FROM tally
    WHERE figure = 'burned' AND day BETWEEN :since AND :until GROUP BY rep_id
)
SELECT o.*, coalesce(l.burnable, 0) AS burnable, coalesce(l.burned, 0) AS burned,
    (
        SELECT CAST(julianday(:until) - julianday(f.started_day) AS INTEGER) FROM conversation f
        WHERE f.rep_id = o.rep_id AND f.private = 0 AND f.opened_by = 'us' AND f.started_day IS NOT NULL
        ORDER BY f.started_day LIMIT 1
    ) AS first_opener_days
FROM opened o LEFT JOIN lost l ON l.rep_id = o.rep_id
