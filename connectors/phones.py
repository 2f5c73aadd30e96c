"""Telephone numbers in the one form in which they are compared, E.164 ("+79000000001")."""

import re

import phonenumbers

_NOISE = re.compile(r"[\s\u00a0\u202a-\u202f\u2066-\u2069().-]+")


def e164(text: str, international: bool = False) -> str:
    """Return a number in E.164, "" when it can't be told for certain.

    Only a number that names its country is certain: one with "+" or "00", or, from a source that always tells the
    country (`international`), bare digits.
    """
    plain = _NOISE.sub("", text)
    if plain.startswith("00"):
        plain = "+" + plain[2:]
    if international and plain.isdecimal():
        plain = "+" + plain
    if not re.fullmatch(r"\+[1-9]\d{6,14}", plain):
        return ""
    try:
        number = phonenumbers.parse(plain, None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
