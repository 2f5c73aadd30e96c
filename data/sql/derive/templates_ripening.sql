-- Templates with openers sent on days between which it has become time to judge their answers: (:after, :until],
-- days before the newest day of the last refresh and of this one, for each of two waiting times.
SELECT DISTINCT template_id AS id FROM message_mark
WHERE template_id IS NOT NULL AND role = 'opener'
    AND ((day > :reply_after AND day <= :reply_until) OR (day > :silent_after AND day <= :silent_until))
