-- Put on record that a template became part of another one, or was taken out of one.
INSERT OR IGNORE INTO template_event VALUES (:version, :kind, :was, :now)
