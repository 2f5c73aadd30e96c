-- What is stored of messages that are nobody's copy, part after part.
SELECT part, content FROM template_state WHERE part LIKE 'rest/%' ORDER BY part
