-- One row per contact and person of a CRM that somebody decided about: same, not.
SELECT DISTINCT k.contact_id, d.person_id, d.verdict FROM match_decision d JOIN contact_key k USING (person_key)
