"""What holds for any chat and any mailbox: exports that overlap unite, and nothing that was written is lost."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.connector import Upload
from connectors.sources import mail, whatsapp
from connectors.sources.mail.boxes import messages
from tests.connectors.chat_files import Read

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = st.sampled_from(["Anna Sokolova", "Peter Novak"])
WORDS = st.text(alphabet="aё 😀:-[]/.,<>()1\u200e", min_size=1, max_size=12).filter(lambda text: text.strip())
TEXTS = st.one_of(st.sampled_from(["ok", "да"]), WORDS)
SAID = st.lists(st.tuples(st.integers(0, 3), NAMES, TEXTS), min_size=2, max_size=25)


def _read(body: str) -> Read:
    name = "WhatsApp Chat with Peter Novak.txt"
    return Read(whatsapp.CONNECTOR, Upload.of(name, {name: body.encode()}))


def _body(said) -> list[str]:
    """Return the lines of a chat of (minutes since the last message, name, text)."""
    minute, lines = 0, []
    for later, name, text in said:
        minute += later
        lines.append(f"25.03.2025, {10 + minute // 60}:{minute % 60:02} - {name}: {text}\n")
    return lines


@FEW
@given(SAID)
def test_every_line_of_a_chat_is_a_message_of_its_writer(said):
    read = _read("".join(_body(said)))
    assert len(read.messages) == len(said)
    assert [one.sender_name for one in read.messages] == [name for _, name, _ in said]
    assert len(set(read.told("id"))) == len(said)
    assert read.told("sent_at") == sorted(read.told("sent_at"))


@FEW
@given(SAID, st.data())
def test_exports_of_a_chat_that_overlap_unite(said, data):
    lines = _body(said)
    end = data.draw(st.integers(1, len(lines)))
    begin = data.draw(st.integers(0, end - 1))
    minute = lines[begin][:17]
    while end < len(lines) and lines[end][:17] == minute:  # the older export was not made in the midst of that minute
        end += 1
    older, newer = _read("".join(lines[:end])), _read("".join(lines[begin:]))
    whole = _read("".join(lines))
    assert set(older.told("id")) | set(newer.told("id")) == set(whole.told("id"))


LINES = st.text(alphabet="aё> :\u2028From", max_size=30)


@FEW
@given(st.lists(st.lists(LINES, max_size=8), min_size=1, max_size=6))
def test_a_mailbox_splits_where_its_mails_begin(bodies):
    box = "".join(
        f"From {no}@xxx Mon Mar 03 07:05:11 +0000 2025\r\nX-Number: {no}\r\n\r\n"
        + "".join(f"{'>' if line.lstrip('>').startswith('From ') else ''}{line}\r\n" for line in lines)
        + "\r\n"
        for no, lines in enumerate(bodies)
    )
    (member,) = Upload.of("x.mbox", {"x.mbox": box.encode()}).members
    found = list(messages(member))
    assert [raw.head for raw in found] == [f"X-Number: {no}\r\n".encode() for no in range(len(bodies))]
    for raw, lines in zip(found, bodies, strict=True):
        assert raw.body.decode().rstrip("\r\n") == "".join(f"{line}\r\n" for line in lines).rstrip("\r\n")


@FEW
@given(st.binary(max_size=400))
def test_any_bytes_in_a_mail_are_records_or_problems(junk):
    head = (
        b"From 1@xxx Mon Mar 03 07:05:11 +0000 2025\r\nX-Gmail-Labels: Sent\r\nFrom: a@b.example\r\nTo: c@d.example\r\n"
    )
    read = Read(mail.CONNECTOR, Upload.of("x.mbox", {"x.mbox": head + junk}))
    for one in read.messages:
        "".join(filter(None, (one.text, one.subject, one.person_name, one.sender_name, one.recipients))).encode()
