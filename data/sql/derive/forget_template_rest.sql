-- Forget what is stored of messages that are nobody's copy.
DELETE FROM template_state WHERE part LIKE 'rest/%'
