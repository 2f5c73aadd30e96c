-- Say of a message of ours which template it is a copy of (:template_id NULL: none) and how much of it is its own.
UPDATE message_mark SET template_id = :template_id, personal_share = :personal_share WHERE message_id = :message_id
