"""The rep's own profile, section by section, as `ProfilePart` records: a snapshot of the day of the export.

What `ProfilePart.content` holds, by `part`. Texts are as the export has them, trimmed at the ends; "" when empty; nothing
is null. Months are "2024-01", or "2024" when only the year is told, or the export's own words where these are neither.
A part is missing when its file is not in the export: that is "not told", not "empty". Lists keep the export's order.

    profile          {"first_name", "last_name", "headline", "summary", "industry", "location": text,
                      "websites": [{"kind": "COMPANY", "url": "https://..."}], "twitter": ["handle"],
                      "messengers": ["SKYPE"]}                                      (kinds only, not the numbers)
    address          {"url": "https://www.linkedin.com/in/<slug>", "slug": decoded, lower-case}   when it is known
    contact          {"email": true or false, "domain": "example.com"}     of the primary confirmed address, else of any
    positions        [{"company", "title", "description", "location": text, "started", "finished": month,
                       "current": bool, "also": [{"company", "title", "description"}]}]   also = the same job in other words
                                                                           (profiles kept in two languages list it twice)
    education        [{"school", "degree", "started", "finished", "notes", "activities"}]
    skills           ["Negotiation", ...]                                        each once
    certifications   [{"name", "authority", "url", "started", "finished"}]
    languages        [{"name", "proficiency"}]
    recommendations  [{"name", "company", "title", "text", "day": "2024-08-19" or "", "status": "VISIBLE",
                       "visible": bool}]                                         received by the rep
    recommendations_given   the same, written by the rep
    endorsements     {"count": accepted ones, "pending": n, "hidden": n, "newest": "2023-06-20" or "",
                      "skills": {"Sales": {"count": n, "newest": day}}}          skills: accepted ones only
    honors, projects, publications, courses    {"count": n}
    profile_summary  {"text"}     written by LinkedIn's AI, not shown on the profile: nothing to judge

Birth date, street address, phone numbers and further e-mail addresses are not read.
"""
