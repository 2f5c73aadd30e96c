-- One row a note in the full-text index.
SELECT rowid, kind, note_id FROM search_note
