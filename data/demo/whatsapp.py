"""A rep's WhatsApp chats as phones export them: an Android's texts in one ZIP, or an iPhone's ZIP for every chat."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zlib import crc32

from data.demo.elsewhere import Talk
from data.demo.people import Person, Rep

_NOTICE_RU = (
    "Сообщения и звонки защищены сквозным шифрованием. Третьи лица, включая WhatsApp, не могут прочитать ваши "
    "сообщения или прослушать звонки. Подробнее"
)
_NOTICE = "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them."
_MARK, _NARROW = "\u200e", "\u202f"


def write(home: Path, rep: Rep, talks: Iterable[Talk], taken: date) -> list[Path]:
    """Write the exports into `home` and return them. The phones' clocks keep UTC, as the demo's workspace does."""
    chats = {_saved_as(talk.person, no): talk for no, talk in enumerate(talks)}
    if rep.story == "farid":
        bodies = {f"WhatsApp Chat - {name}.zip": {"_chat.txt": _iphone(rep, name, chats[name])} for name in chats}
    else:
        texts = {f"Чат WhatsApp с {name}.txt": _android(rep, name, talk) for name, talk in chats.items()}
        bodies = {"WhatsApp.zip": texts} if texts else {}
    return [_zip(home / name, files, taken) for name, files in sorted(bodies.items())]


def _saved_as(person: Person, no: int) -> str:
    """Return how the address book has somebody: most by name, one in six not at all."""
    if no % 6 == 5:
        number = f"{crc32(person.url.encode()) % 100_000:05}"
        return f"+7 900 00{number[0]}-{number[1:3]}-{number[3:]}"
    return person.name


def _zip(path: Path, files: dict[str, str], taken: date) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, (taken.year, taken.month, taken.day, 18, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, text)
    return path


def _said(rep: Rep, name: str, talk: Talk) -> Iterator[tuple[datetime, str, str]]:
    for row in talk.rows:
        yield datetime.fromtimestamp(row.at, UTC), rep.name if row.sender_url == rep.url else name, row.text


def _android(rep: Rep, name: str, talk: Talk) -> str:
    begun = datetime.fromtimestamp(talk.rows[0].at, UTC)
    lines = [f"{begun:%d.%m.%Y, %H:%M} - {_NOTICE_RU}"]
    for no, (at, who, text) in enumerate(_said(rep, name, talk)):
        body = text or "<Без медиафайлов>"
        edited = " <Сообщение изменено>" if no % 9 == 4 and text else ""
        lines.append(f"{at:%d.%m.%Y, %H:%M} - {who}: {body}{edited}")
    return "\n".join(lines) + "\n"


def _iphone(rep: Rep, name: str, talk: Talk) -> str:
    def head(at: datetime) -> str:
        return f"[{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M:%S}{_NARROW}{at:%p}]"

    begun = datetime.fromtimestamp(talk.rows[0].at, UTC)
    lines = [f"{head(begun)} {name}: {_MARK}{_NOTICE}"]
    for at, who, text in _said(rep, name, talk):
        lines.append(f"{head(at)} {who}: {text}" if text else f"{_MARK}{head(at)} {who}: {_MARK}image omitted")
    last = datetime.fromtimestamp(talk.rows[-1].at + 7_200, UTC)
    if len(talk.rows) > 3:
        lines.append(f"{_MARK}{head(last)} {rep.name}: {_MARK}Voice call, {_MARK}12 min")
    return "\r\n".join(line.replace("\n", "\r\n") for line in lines) + "\r\n"
