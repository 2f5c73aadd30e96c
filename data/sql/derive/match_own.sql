-- One row per way that reps themselves are reached: kind is profile, email, phone, handle ...; nobody's customer is behind it.
SELECT DISTINCT network, kind, value FROM rep_identity WHERE kind <> 'name'
