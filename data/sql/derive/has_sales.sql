-- Whether any CRM told of leads, deals or money.
SELECT EXISTS (SELECT 1 FROM sale_lead) OR EXISTS (SELECT 1 FROM sale_deal) OR EXISTS (SELECT 1 FROM sale_money) AS there
