-- Say which template the messages of a key belong to and how much of them is their own (:template_id NULL: none).
UPDATE message_mark SET template_id = :template_id, personal_share = :personal_share
WHERE template_key = :template_key AND (template_id IS NOT :template_id OR personal_share IS NOT :personal_share)
