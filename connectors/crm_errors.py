"""Why the data of a CRM could not be had, and what was left out of it, in words."""

from data.words import N_

ERRORS = {
    "unauthorised": N_("{crm} refuses the access token. Make a new one and set it again."),
    "forbidden": N_("{crm} does not let this token read {what}. Give it the right to, or leave it out."),
    "blocked": N_("{crm} has blocked this connection and says no to everything. Ask its support before trying again."),
    "plan": N_("The plan of your {crm} account does not include {what}."),
    "moved": N_("The address of {crm} has changed. Enter the address that its site shows now."),
    "missing": N_("{crm} has nothing at this address ({what}). Check the address."),
    "limit-today": N_("{crm} answers no more today: its daily limit is used up. Synchronise again tomorrow."),
    "limit": N_("{crm} is being asked too often and did not recover in time. Try again later."),
    "unreachable": N_("{crm} can't be reached at {host}. Check the address and the network."),
    "slow": N_("{crm} did not answer {what} in time. Try again later."),
    "broken": N_("{crm} broke off in the middle of an answer ({what}), {tries} times. Try again later."),
    "not-json": N_("{crm} answered {what} with something that is no data. Check the address, or try again later."),
    "too-long": N_("{crm} sent an answer longer than {mb} MB ({what}), which can't be right."),
    "server": N_("{crm} has a fault of its own (status {status}) at {what}. Try again later."),
    "refused": N_("{crm} does not understand the question {what} (status {status}): {said}"),
    "circle": N_("{crm} sends the same page of {what} again and again. Try again later."),
    "disorder": N_("{crm} sends the pages of {what} in no order that could be followed. Try again later."),
    "shape": N_("{crm} answered {what} with data of another shape than it should have. Check the address."),
}
"""Why a server's data could not be had: code -> sentence, filled from `detail`."""

FATAL = frozenset({"unauthorised", "blocked", "moved", "limit-today", "limit", "unreachable"})
"""Errors after which asking the same server for other things makes no sense in this run."""

LEFT_OUT = {
    "row": N_("{count} rows of {crm} have no id or are no rows at all ({what}); they were left out."),
    "fields": N_("{crm} does not have the fields {fields} ({what}), or hides them from this token; they stay empty."),
    "not-asked": N_("{crm} was not asked for this: an earlier answer ended the synchronisation."),
    "optional": N_("{crm} has no {what}, or hides it from this token; nothing was read from it."),
    "history-open": N_("Stage histories that could not be read yet: {count}. The next synchronisation goes on there."),
}
"""What a synchronisation could not take in: code -> sentence."""

WORDS = {f"crm-{code}": words for code, words in {**ERRORS, **LEFT_OUT}.items()}
NOTES = frozenset({"crm-optional", "crm-fields"})
"""Codes that are told but are no problem."""
