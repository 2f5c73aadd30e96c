"""What came of it, counted: leads, deals, money and times, over frames of our own model. Pure: no database, no clock.

Frames and their columns (a row is what the name says; days are "2026-03-05" or None, amounts whole minor units of the
workspace's currency or NaN where they are not known):

- lead: id, rep_id, channel, created_day, opp_day, won_day
- deal: id, rep_id, channel, customer_id, state, business, created_day, worked_day, closed_day, base_amount,
  base_cost, amount (in the deal's own currency)
- work: deal_id, rep_id, channel, month, base_amount, amount: a deal in a month in which it was open and worked on
- money: id, rep_id, channel, day, type, received, cost: a payment, or a won deal of which payments tell nothing
- cost: channel, month, amount: what a channel cost in a month, its hours included
- stay: deal_id, rep_id, channel, stage, day, days, closed: all stays of a deal at a stage
"""
