-- Store a part of what is known of texts.
INSERT OR REPLACE INTO template_state VALUES (:part, :content)
