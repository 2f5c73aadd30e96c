-- Keep what credits were made by: the version of the data, and what was doubted.
INSERT OR REPLACE INTO credit_note (part, content) VALUES (:part, :content)
