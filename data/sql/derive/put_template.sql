-- Say which template a message belongs to and how much of it is its own (:template_id NULL: none).
UPDATE message_mark SET template_id = :template_id, personal_share = :personal_share WHERE message_id = :message_id
