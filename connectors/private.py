"""Files of exports that are never opened, by whichever source looks: told by their path alone."""

import re

LINKEDIN_DOMAINS = frozenset(
    [
        "job_seeker_preferences",
        "job_applications",
        "saved_jobs",
        "saved_job_alerts",
        "job_postings",
        "job_applicant_saved_answers",
        "talent_question_saved_response",
        "login",
        "security_challenge_pipe",
        "receipts",
        "receipts_lbp",
        "inference_takeout",
        "ad_targeting",
        "ads_clicked",
        "ads_lan",
        "phone_numbers",
        "whatsapp_numbers",
        "registration",
        "account_history",
        "calendar",
        "searches",
        "identity_credentials_and_assets",
        "easyapply-blocking",
    ]
)
"""Domains of LinkedIn's data portability interface, as the files of saved pages are called."""
_META_FOLDERS = (
    "security_and_login_information", "login_and_account_creation", "login_and_profile_creation", "ads_information",
    "ads_and_businesses", "apps_and_websites_off_of", "logged_information", "payment_history", "facebook_payments",
    "saved_items_and_collections", "device_information", "information_used_for_recommendations",
)  # fmt: skip
_META_WORDS = frozenset(["search", "location", "dating", "facebook_pay", "monetization", "your_topics"])
"""Folders that are called by one word: told whole, since people have folders of their own."""
_X_LISTS = (
    "ip_audit", "phone_number", "ad_engagements", "ad_impressions", "ad_mobile_conversions", "ad_online_conversions",
    "ads_revenue_sharing", "personalization", "device_token", "email_address_change", "ni_devices", "ageinfo",
    "key_registry", "connected_application", "saved_search", "sso", "protected_history", "user_link_clicks", "grok_",
    "account_label", "account_suspension", "account_timezone", "shopify_account", "expanded_profile", "smartblocking",
    "reply_prompt", "branch_links", "contact.", "app.", "block.", "mute.", "verified.", "verified_organization",
)  # fmt: skip
_STEMS = frozenset(name.replace("-", "_") for name in LINKEDIN_DOMAINS)


def is_private(path: str) -> bool:
    """Tell whether a file is of a kind that is never opened."""
    *folders, name = re.sub(r"[-\s]", "_", path.lower()).split("/")
    stem, _, ending = name.rpartition(".")
    if ending in ("json", "html"):
        whole = any(folder.startswith(_META_FOLDERS) or folder in _META_WORDS for folder in folders)
        return whole or stem in _STEMS
    return stem in _STEMS or (ending == "js" and name.startswith(_X_LISTS))
