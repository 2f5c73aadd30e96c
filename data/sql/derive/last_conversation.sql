-- The newest conversation with a contact that is not private, of one rep when given.
SELECT id, rep_id, network FROM conversation
WHERE contact_id = :contact AND private = 0 AND kind <> 'invitation' AND (:rep IS NULL OR rep_id = :rep)
ORDER BY last_at DESC, id LIMIT 1
