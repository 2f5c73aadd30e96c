-- One row per text of ours that may be a copy: how often it was sent, and what its messages were taken for last time.
SELECT template_key, count(*) AS messages, count(template_id) AS copies, min(template_id) AS template_id,
    max(template_id) AS other_id, min(personal_share) AS personal_share, max(personal_share) AS other_share
FROM message_mark WHERE template_key IS NOT NULL GROUP BY template_key
