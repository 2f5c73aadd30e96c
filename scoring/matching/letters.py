"""Names of any script as a Latin skeleton that spellings share: for comparing only, never shown or stored as a name."""

import functools
import re
import unicodedata

from anyascii import anyascii

_CYRILLIC = dict(zip("абвгґдезиійклмнопрстуўфыэё", "abvggdeziiiklmnoprstuufyee", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "iu", "я": "ia",
    "є": "e", "ї": "i", "ђ": "dj", "ћ": "ch", "љ": "l", "њ": "n", "џ": "dzh", "ј": "i", "ѕ": "dz", "ә": "a", "қ": "k",
    "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ғ": "g",
}  # fmt: skip
_LATIN = {
    "š": "sh", "č": "ch", "ž": "zh", "ŝ": "shch", "â": "ia", "û": "iu", "ß": "ss", "ø": "o", "ł": "l", "đ": "d",
    "æ": "a", "œ": "o", "þ": "th", "ð": "d", "ı": "i", "ə": "a", "ʹ": "", "ʺ": "", "’": "", "'": "", "`": "", "ʼ": "",
    "´": "", "‘": "",
}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC | _LATIN)
_APART = re.compile(r"[^a-z0-9]+")


@functools.lru_cache(maxsize=200_000)
def latin(text: str) -> str:
    """Return words of small Latin letters and digits, single spaces between: "Ärzte-Haus" is "arzte haus"."""
    plain = unicodedata.normalize("NFC", text.replace("İ", "i")).lower().translate(_TABLE)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if not plain.isascii():
        plain = "".join(c if c.isascii() else _other_script(c) for c in plain.translate(_TABLE))
    return _APART.sub(" ", plain.lower()).strip()


def _other_script(sign: str) -> str:
    return anyascii(sign) if sign.isalpha() else " "


_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("schtsch|shch|szcz|shh", "S"),
        ("tsch|tch", "c"),
        ("sch|sh|sz", "S"),
        ("dzh", "j"),
        ("zh", "Z"),
        ("ch(?=[rlnt])", "k"),
        (r"c(?![heiyz])", "k"),
        ("cz|ch|ts|tz|tc", "c"),
        ("kh", "h"),
        ("x", "ks"),
        ("ph", "f"),
        ("th", "t"),
        ("q", "k"),
        ("w", "v"),
        (r"(?<=[a-zS])[yij]o|\b[yi]o", "e"),  # the letter ё
        ("[yij]+(?=[au])", ""),  # ya, ia, ja: a; yu, iu, ju: u
        (r"\b[yij]e|(?<=[aeiouZSc])[yij]e", "e"),
        ("[jy]", "i"),
        ("ie", "e"),
        ("([aou])e", r"\1"),  # ue, oe, ae are ü, ö, ä without dots
        ("ou", "u"),
        (r"([a-zSZ])\1+", r"\1"),
        ("ei(?=v)", "e"),
        ("(?<=[a-z])h(?=[bcdfgklmnprstvz ]|$)", ""),
    )
)


@functools.lru_cache(maxsize=200_000)
def skeleton(text: str) -> str:
    """Return what spellings of a name share, word by word: Юлия, Yulia, Iuliia and Julija are one; Müller, Mueller too.

    Capitals stand for sh and zh.
    """
    sound = re.sub("[0-9]", "", latin(text))
    for pattern, short in _SOUNDS:
        sound = pattern.sub(short, sound)
    return " ".join(sound.split())


_LOOSER = str.maketrans("SZchyw", "szkgiv")


@functools.lru_cache(maxsize=200_000)
def loose(sound: str) -> str:
    """Return a skeleton made looser: Ukrainian г as g or h, letters whose marks were left out (č, c; ş, s)."""
    return sound.translate(_LOOSER)
