-- Findings that their reps have called an agreed campaign.
SELECT finding_id, rep_id FROM finding_answer WHERE answer = 'agreed_campaign'
