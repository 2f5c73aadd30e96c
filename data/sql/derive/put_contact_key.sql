-- Say which contact a key of a person leads to.
INSERT OR REPLACE INTO contact_key VALUES (:person_key, :contact_id)
