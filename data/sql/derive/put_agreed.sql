-- Let what a rep declared of a text (finding :was) hold for what became of it (:now).
INSERT OR IGNORE INTO finding_answer
SELECT :now, rep_id, answer, at, decided, decided_by, decided_at FROM finding_answer WHERE finding_id = :was
