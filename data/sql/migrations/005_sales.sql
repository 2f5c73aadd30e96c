-- What the model of sales adds up to; derived, by refresh. Amounts in minor units of the workspace's currency, NULL where a rate or the amount is missing.
-- One row a payment, or a won deal of a CRM that tells no payments. type: new, repeat, cross_sell, upsell, won_back. cost NULL: not known, then the money is no profit.
CREATE TABLE sale_money (id TEXT PRIMARY KEY, deal_id TEXT, rep_id TEXT, channel TEXT NOT NULL, source TEXT NOT NULL, customer_id TEXT, day TEXT, type TEXT NOT NULL CHECK (type IN ('new', 'repeat', 'cross_sell', 'upsell', 'won_back')), received INTEGER, cost INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX sale_money_day ON sale_money (day);
CREATE INDEX sale_money_customer ON sale_money (customer_id, day);
-- What a channel cost in a month ("2026-10"), its hours included.
CREATE TABLE sale_cost (id TEXT PRIMARY KEY, channel TEXT NOT NULL, source TEXT NOT NULL, month TEXT NOT NULL, amount INTEGER) STRICT, WITHOUT ROWID;
-- A deal in a month in which it was open and at least one activity was logged for it; base_amount at that month's rate.
CREATE TABLE sale_work (deal_id TEXT NOT NULL, month TEXT NOT NULL, activities INTEGER NOT NULL, base_amount INTEGER, PRIMARY KEY (deal_id, month)) STRICT, WITHOUT ROWID;
CREATE INDEX sale_work_month ON sale_work (month);
-- All stays of a deal at a stage, added: over = days of stays that ended, since_day = since when it is there (NULL: it left), last = 1 for the newest stage it was at.
CREATE TABLE sale_stay (deal_id TEXT NOT NULL, stage TEXT NOT NULL, position INTEGER NOT NULL, entered_day TEXT NOT NULL, over INTEGER NOT NULL, since_day TEXT, last INTEGER NOT NULL, entries INTEGER NOT NULL, PRIMARY KEY (deal_id, stage)) STRICT, WITHOUT ROWID;
