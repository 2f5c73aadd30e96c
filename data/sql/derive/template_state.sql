-- One part of what is known of texts.
SELECT content FROM template_state WHERE part = :part
