-- One row an activity that was done for a deal; mailings are nobody's work on it.
SELECT deal_id, at FROM crm_activity
WHERE gone = '' AND done = 1 AND kind <> 'mailing' AND deal_id IS NOT NULL AND at IS NOT NULL
