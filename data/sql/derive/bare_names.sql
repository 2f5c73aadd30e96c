-- Keys of persons of whom only a name is known.
SELECT person_key FROM contact_key WHERE person_key LIKE '%:name/%'
