-- Rewrites counts by day: of the reps in :reps (a JSON list of ids, NULL = everybody) and of the single days in :days
-- (a JSON list of [rep, day]). Three statements.
-- A row: n cases of a figure began on that day, k of them hold. Counts have n = k. Cases without a day and private
-- conversations are left out; a flag that is NULL is out of both n and k.
-- The figure "*" has a row for every rep, network and day that anything is known of: how many figures.
-- `figure_conversations.sql` lists the conversations behind the same figures: change both together.
DELETE FROM tally WHERE :reps IS NULL OR rep_id IN (SELECT value FROM json_each(:reps));

DELETE FROM tally WHERE (rep_id, network, day) IN (
  SELECT t.rep_id, t.network, t.day FROM json_each(:days) d CROSS JOIN tally t
    ON t.figure = '*' AND t.rep_id = json_extract(d.value, '$[0]') AND t.day = json_extract(d.value, '$[1]')
);

INSERT INTO tally (rep_id, network, day, figure, n, k)
WITH
counted_rep (id) AS MATERIALIZED (
  SELECT value FROM json_each(:reps)
  UNION SELECT id FROM rep WHERE :reps IS NULL
),
wanted (rep_id, day) AS MATERIALIZED (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:days)
  UNION SELECT c.rep_id, c.started_day FROM counted_rep r CROSS JOIN conversation c ON c.rep_id = r.id
  UNION SELECT m.rep_id, m.day FROM counted_rep r CROSS JOIN message_mark m ON m.rep_id = r.id
  UNION SELECT w.rep_id, w.asked_day FROM counted_rep r CROSS JOIN wait w ON w.rep_id = r.id
  UNION SELECT n.rep_id, n.connected_on FROM counted_rep r CROSS JOIN connection n ON n.rep_id = r.id
  UNION SELECT i.rep_id, i.day FROM counted_rep r CROSS JOIN invitation i ON i.rep_id = r.id
  UNION SELECT a.rep_id, a.day FROM counted_rep r CROSS JOIN activity a ON a.rep_id = r.id
  UNION SELECT f.rep_id, f.day FROM counted_rep r CROSS JOIN audience_figure f ON f.rep_id = r.id
),
talk AS MATERIALIZED (
  SELECT c.*, c.opened_by = 'us' AS us
  FROM wanted d CROSS JOIN conversation c ON c.rep_id = d.rep_id AND c.started_day = d.day
  WHERE c.private = 0
),
talk_day AS MATERIALIZED (
  SELECT
    rep_id, network, started_day AS day,
    SUM(us) AS started,
    COUNT(replied) FILTER (WHERE us) AS reply_n,
    SUM(replied) FILTER (WHERE us) AS reply_k,
    SUM(positive) FILTER (WHERE us AND replied = 1) AS positive_k,
    COUNT(positive) FILTER (WHERE us AND replied = 1) AS positive_of_n,
    COUNT(negative) FILTER (WHERE us AND replied = 1) AS negative_n,
    SUM(negative) FILTER (WHERE us AND replied = 1) AS negative_k,
    SUM(replied = 1 AND positive IS NULL) FILTER (WHERE us) AS unlabelled,
    COUNT(pitch_opener) FILTER (WHERE us) AS pitch_opener_n,
    SUM(pitch_opener) FILTER (WHERE us) AS pitch_opener_k,
    SUM(replied_any = 1) FILTER (WHERE us) AS replied_any,
    SUM(pitch_after_reply) FILTER (WHERE us AND replied_any = 1) AS pitch_after_k,
    COUNT(copied_opener) FILTER (WHERE us) AS copied_n,
    SUM(copied_opener) FILTER (WHERE us) AS copied_k,
    COUNT(personal_opener) FILTER (WHERE us) AS personal_n,
    SUM(personal_opener) FILTER (WHERE us) AS personal_k,
    COUNT(question_opener) FILTER (WHERE us) AS question_n,
    SUM(question_opener) FILTER (WHERE us) AS question_k,
    COUNT(short_opener) FILTER (WHERE us) AS short_n,
    SUM(short_opener) FILTER (WHERE us) AS short_k,
    COUNT(link_opener) FILTER (WHERE us) AS link_n,
    SUM(link_opener) FILTER (WHERE us) AS link_k,
    COUNT(slot_opener) FILTER (WHERE us) AS slot_n,
    SUM(slot_opener) FILTER (WHERE us) AS slot_k,
    COUNT(helped_opener) FILTER (WHERE us) AS helped_n,
    SUM(helped_opener) FILTER (WHERE us) AS helped_k,
    COUNT(pressured) FILTER (WHERE us) AS pressured_n,
    SUM(pressured) FILTER (WHERE us) AS pressured_k,
    SUM(opened_by IN ('us', 'them')) AS known,
    SUM(opened_by = 'them') AS inbound,
    SUM(exchanges >= 3) FILTER (WHERE us AND replied_any = 1) AS deep,
    SUM(outcome = 'meeting') FILTER (WHERE us AND replied_any = 1) AS meeting,
    COUNT(replied) FILTER (WHERE us AND helped_opener = 1 AND pitch_opener = 0) AS to_help_n,
    SUM(replied) FILTER (WHERE us AND helped_opener = 1 AND pitch_opener = 0) AS to_help_k,
    COUNT(replied) FILTER (WHERE us AND question_opener = 1 AND helped_opener = 0 AND pitch_opener = 0) AS to_question_n,
    SUM(replied) FILTER (WHERE us AND question_opener = 1 AND helped_opener = 0 AND pitch_opener = 0) AS to_question_k,
    COUNT(replied) FILTER (WHERE us AND pitch_opener = 1) AS to_offer_n,
    SUM(replied) FILTER (WHERE us AND pitch_opener = 1) AS to_offer_k
  FROM talk
  GROUP BY rep_id, network, started_day
),
-- A person counts once, on the day of the first conversation that we opened, whatever happened in later ones; who was
-- burned is so for 180 days (:as_of is the newest day of the workspace).
met AS MATERIALIZED (
  SELECT DISTINCT rep_id, network, contact_id FROM talk WHERE us AND contact_id IS NOT NULL
),
approached AS (
  SELECT m.rep_id, m.network, MIN(c.started_day) FILTER (WHERE c.opened_by = 'us') AS day,
    MAX(c.burned = 1 AND NOT COALESCE(c.burned_day <= date(:as_of, '-180 days'), 0)) AS burned
  FROM met m CROSS JOIN conversation c ON c.contact_id = m.contact_id AND c.rep_id = m.rep_id AND c.network = m.network
  WHERE c.private = 0 AND c.started_day IS NOT NULL
  GROUP BY m.rep_id, m.network, m.contact_id
  UNION ALL
  SELECT rep_id, network, started_day, burned = 1 AND NOT COALESCE(burned_day <= date(:as_of, '-180 days'), 0)
  FROM talk WHERE us AND contact_id IS NULL
),
mark AS MATERIALIZED (
  SELECT
    m.rep_id, c.network, m.day, m.direction, m.auto_reply, COALESCE(c.contact_id, c.id) AS who,
    COALESCE(m.offers_help >= 0.5, 0) AS gives, COALESCE(MAX(m.is_pitch, m.asks_meeting) >= 0.5, 0) AS asks
  FROM wanted d CROSS JOIN message_mark m ON m.rep_id = d.rep_id AND m.day = d.day
    CROSS JOIN conversation c ON c.id = m.conversation_id
  WHERE c.private = 0
),
mark_day AS MATERIALIZED (
  SELECT
    rep_id, network, day,
    SUM(direction = 'out') AS messages_out,
    SUM(direction = 'in' AND auto_reply = 0) AS messages_in,
    SUM(direction = 'out' AND gives) AS gives,
    SUM(direction = 'out' AND asks) AS asks,
    COUNT(DISTINCT CASE WHEN direction = 'out' AND gives AND NOT asks THEN who END) AS help_people
  FROM mark GROUP BY rep_id, network, day
),
working_day AS (
  SELECT
    COALESCE((SELECT CAST(value AS INTEGER) FROM workspace WHERE key = 'work_until'), 18)
    - COALESCE((SELECT CAST(value AS INTEGER) FROM workspace WHERE key = 'work_from'), 9) AS hours
),
wait_day AS MATERIALIZED (
  SELECT
    w.rep_id, w.network, w.asked_day AS day, COUNT(*) AS n,
    SUM(w.answered_at IS NOT NULL AND w.business_hours <= 1) AS in_hour,
    SUM(w.answered_at IS NOT NULL AND w.business_hours <= (SELECT hours FROM working_day)) AS in_day
  FROM wanted d CROSS JOIN wait w ON w.rep_id = d.rep_id AND w.asked_day = d.day
    CROSS JOIN conversation c ON c.id = w.conversation_id
  WHERE c.private = 0
  GROUP BY w.rep_id, w.network, w.asked_day
),
tie AS (
  SELECT n.rep_id, n.network, n.connected_on AS day
  FROM wanted d CROSS JOIN connection n ON n.rep_id = d.rep_id AND n.connected_on = d.day
),
-- The day before is allowed: invitations carry a time without a zone, connections a bare day.
invited AS MATERIALIZED (
  SELECT
    i.rep_id, i.network, i.day,
    EXISTS (
      SELECT 1 FROM (
        SELECT i.person_key AS person_key
        UNION ALL
        SELECT other.person_key FROM contact_key k CROSS JOIN contact_key other ON other.contact_id = k.contact_id
        WHERE k.person_key = i.person_key AND other.person_key <> i.person_key
      ) p CROSS JOIN connection n ON n.person_key = p.person_key
      WHERE +n.rep_id = i.rep_id AND n.network = i.network  -- "+": by person, who has few connections, a rep many
        AND n.connected_on BETWEEN date(i.day, '-1 day') AND date(i.day, '+30 days')
    ) AS accepted
  FROM wanted d CROSS JOIN invitation i ON i.rep_id = d.rep_id AND i.day = d.day
  WHERE i.direction = 'out'
),
act AS (
  SELECT
    a.rep_id, a.network, a.day,
    CASE a.kind WHEN 'post' THEN 'posts' WHEN 'comment' THEN 'comments' WHEN 'reaction' THEN 'reactions'
      WHEN 'repost' THEN 'reposts' END AS figure
  FROM wanted d CROSS JOIN activity a ON a.rep_id = d.rep_id AND a.day = d.day
  WHERE a.kind IN ('post', 'comment', 'reaction', 'repost')
),
counted (rep_id, network, day, figure, n, k) AS MATERIALIZED (
  SELECT rep_id, network, day, 'started', started, started FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'reply_rate', reply_n, reply_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'positive_reply', reply_n, positive_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'positive_of_replies', positive_of_n, positive_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'negative_of_replies', negative_n, negative_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'unlabelled_replies', reply_k, unlabelled FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'pitch_in_opener', pitch_opener_n, pitch_opener_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'pitch_after_reply', replied_any, pitch_after_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'copies', copied_n, copied_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'personal', personal_n, personal_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'question_in_opener', question_n, question_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'short_opener', short_n, short_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'link_in_opener', link_n, link_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'slot_left', slot_n, slot_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'helped_opener', helped_n, helped_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'follow_up_pressure', pressured_n, pressured_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'inbound_share', known, inbound FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'depth', replied_any, deep FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'meeting_agreed', replied_any, meeting FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'reply_to_help', to_help_n, to_help_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'reply_to_question', to_question_n, to_question_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'reply_to_offer', to_offer_n, to_offer_k FROM talk_day
  UNION ALL SELECT rep_id, network, day, 'burned', COUNT(*), SUM(burned) FROM approached
    WHERE (rep_id, day) IN (SELECT rep_id, day FROM wanted) GROUP BY rep_id, network, day
  UNION ALL SELECT rep_id, network, day, 'messages_out', messages_out, messages_out FROM mark_day
  UNION ALL SELECT rep_id, network, day, 'messages_in', messages_in, messages_in FROM mark_day
  UNION ALL SELECT rep_id, network, day, 'gives', gives, gives FROM mark_day
  UNION ALL SELECT rep_id, network, day, 'asks', asks, asks FROM mark_day
  UNION ALL SELECT rep_id, network, day, 'help_people', help_people, help_people FROM mark_day
  UNION ALL SELECT rep_id, network, day, 'answered_in_hour', n, in_hour FROM wait_day
  UNION ALL SELECT rep_id, network, day, 'answered_in_day', n, in_day FROM wait_day
  UNION ALL SELECT rep_id, network, day, 'acceptance_rate', COUNT(*), SUM(accepted) FROM invited
    GROUP BY rep_id, network, day
  UNION ALL SELECT rep_id, network, day, 'invitations', COUNT(*), COUNT(*) FROM invited GROUP BY rep_id, network, day
  UNION ALL SELECT rep_id, network, day, 'new_connections', COUNT(*), COUNT(*) FROM tie GROUP BY rep_id, network, day
  UNION ALL SELECT rep_id, network, day, figure, COUNT(*), COUNT(*) FROM act GROUP BY rep_id, network, day, figure
  UNION ALL SELECT f.rep_id, f.network, f.day, f.metric, SUM(f.value), SUM(f.value)
    FROM wanted d CROSS JOIN audience_figure f ON f.rep_id = d.rep_id AND f.day = d.day
    WHERE f.subject = 'day' AND f.metric IN ('impressions', 'new_followers', 'followers')
    GROUP BY f.rep_id, f.network, f.day, f.metric
)
SELECT rep_id, network, day, figure, n, COALESCE(k, 0) FROM counted WHERE n > 0
UNION ALL
SELECT rep_id, network, day, '*', COUNT(*), COUNT(*) FROM counted WHERE n > 0 GROUP BY rep_id, network, day;
