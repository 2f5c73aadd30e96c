-- What people said that a channel cost in a month ("2026-10"), hours included: it stands in the place of what files told of that channel and month.
CREATE TABLE own_cost (channel TEXT NOT NULL, month TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL DEFAULT '', PRIMARY KEY (channel, month)) STRICT, WITHOUT ROWID;
-- What people said that one unit of a currency was worth in another on a day; it stands in the place of what files told of that day. rate is decimal text.
CREATE TABLE own_rate (currency TEXT NOT NULL, base TEXT NOT NULL, day TEXT NOT NULL, rate TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL DEFAULT '', PRIMARY KEY (currency, base, day)) STRICT, WITHOUT ROWID;
