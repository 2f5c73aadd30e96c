-- One section of one profile as of one export, oldest first.
SELECT rep_id, network, taken_on, part, content FROM profile_part ORDER BY rep_id, network, taken_on, part, id
