"""The outreach rules, one a module: each is given what `scoring.rule.Rule` says, and a `scoring.setting.Setting`."""

from scoring.rule import Rule
from scoring.rules.copy_empty_place import RULE as COPY_EMPTY_PLACE
from scoring.rules.copy_name_only import RULE as COPY_NAME_ONLY
from scoring.rules.copy_wrong_name import RULE as COPY_WRONG_NAME
from scoring.rules.follow_up_pressure import RULE as FOLLOW_UP_PRESSURE
from scoring.rules.follow_up_too_soon import RULE as FOLLOW_UP_TOO_SOON
from scoring.rules.invitation_copied import RULE as INVITATION_COPIED
from scoring.rules.message_shouting import RULE as MESSAGE_SHOUTING
from scoring.rules.message_unfilled_slot import RULE as MESSAGE_UNFILLED_SLOT
from scoring.rules.message_wrong_name import RULE as MESSAGE_WRONG_NAME
from scoring.rules.opener_copied import RULE as OPENER_COPIED
from scoring.rules.opener_link import RULE as OPENER_LINK
from scoring.rules.opener_pitch import RULE as OPENER_PITCH
from scoring.rules.opener_too_long import RULE as OPENER_TOO_LONG
from scoring.rules.opener_too_short import RULE as OPENER_TOO_SHORT
from scoring.rules.opt_out_ignored import RULE as OPT_OUT_IGNORED
from scoring.rules.post_cloned import RULE as POST_CLONED
from scoring.rules.reply_pitch import RULE as REPLY_PITCH
from scoring.rules.reply_waiting import RULE as REPLY_WAITING
from scoring.rules.template_shared import RULE as TEMPLATE_SHARED

RULES: tuple[Rule, ...] = (
    OPT_OUT_IGNORED,
    MESSAGE_WRONG_NAME,
    COPY_WRONG_NAME,
    MESSAGE_UNFILLED_SLOT,
    COPY_EMPTY_PLACE,
    REPLY_PITCH,
    OPENER_PITCH,
    OPENER_COPIED,
    INVITATION_COPIED,
    COPY_NAME_ONLY,
    TEMPLATE_SHARED,
    FOLLOW_UP_PRESSURE,
    FOLLOW_UP_TOO_SOON,
    OPENER_TOO_LONG,
    OPENER_TOO_SHORT,
    OPENER_LINK,
    MESSAGE_SHOUTING,
    REPLY_WAITING,
    POST_CLONED,
)
