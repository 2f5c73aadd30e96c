-- One row a lead: when it and its first deal were created, for doubts about those dates.
SELECT created_at, opp_at FROM sale_lead
