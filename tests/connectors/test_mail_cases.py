"""Mailboxes: the sample, the nasty cases one by one, and what holds whichever way mail is exported."""

from base64 import b64encode

import pytest

from connectors.connector import Upload
from connectors.ingest import ingest
from connectors.sources import CONNECTORS
from connectors.sources.mail import CONNECTOR
from connectors.sources.mail.bodies import own_words, text_of_page
from connectors.sources.mail.boxes import messages
from connectors.sources.mail.headers import addresses, decoded, labels
from data import store
from data.records import Identity
from tests.connectors.chat_files import Read, read_path
from tests.connectors.conftest import EXPORTS

ANNA, MARIA = "anna@rep.example", "maria@client.example"
SAMPLE = EXPORTS / "mail" / "gmail_takeout"
SENT, INBOX = "Sent,Opened", "Inbox"


def mail(no: int, sender: str, to: str, text: str = "Hello", label: str = "", **more: str) -> str:
    """Return one mail of a mailbox; `more` are headers (message_id="" leaves one out)."""
    headers = {
        "X-Gmail-Labels": label or (SENT if ANNA in sender else INBOX),
        "Date": f"Mon, 3 Mar 2025 10:{no:02}:11 +0300",
        "From": sender,
        "To": to,
        "Subject": "Racks",
        "Message-ID": f"<m{no}@x.example>",
        "X-GM-THRID": "1",
    }
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    named = {name.lower(): (name, value) for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.values() if value)
    return f"From 18250000000000000{no:02}@xxx Mon Mar 03 07:{no:02}:11 +0000 2025\r\n{head}\r\n{text}\r\n\r\n"


def box(*mails: str, name: str = "All mail.mbox", **options) -> Read:
    return Read(CONNECTOR, Upload.of("Takeout", {f"Mail/{name}": "".join(mails).encode()}), **options)


def talk(text: str = "Hello", **more: str) -> Read:
    """Return a mailbox of a mail to Maria and her answer, made of `text` and `more`."""
    return box(mail(1, ANNA, MARIA, "Hi"), mail(2, f"Maria <{MARIA}>", ANNA, text, **more))


def test_the_sample_reads_as_expected(golden):
    path = SAMPLE / "Takeout" / "Mail" / "All mail Including Spam and Trash.mbox"
    golden(path, read_path(CONNECTOR, SAMPLE).lines)
    read = read_path(CONNECTOR, SAMPLE)
    assert read.told("direction", "kind") == [("out", "direct"), ("in", "direct"), ("out", "direct"), ("in", "system")]
    assert read.owner.email == ANNA
    assert read.asked == ()


def test_mail_case_01_long_mails_are_read_in_pieces_and_cut(tmp_path):
    path = tmp_path / "big.mbox"
    attached = "\r\n".join([b64encode(b"x" * 54).decode()] * 120_000)
    first = "--b\r\nContent-Type: text/plain\r\n\r\nSee attached\r\n--b\r\nContent-Type: application/pdf\r\n"
    head = 'Content-Disposition: attachment; filename="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    body = f"{first}{head}{attached}\r\n--b--"
    long = mail(1, ANNA, MARIA, body, Content_Type='multipart/mixed; boundary="b"')
    path.write_text(long + mail(2, MARIA, ANNA, "y" * 9_000_000) + mail(3, MARIA, ANNA, "ok"), newline="")
    read = read_path(CONNECTOR, path)
    assert [text[:12] for text in read.told("text")] == ["See attached", "y" * 12, "ok"]
    assert read.told("attachments")[0] == '["a.pdf"]'
    assert len(read.told("text")[1]) <= 200_000


@pytest.mark.parametrize(
    "text",
    [
        "From our side everything is ready.",
        "a\r\n\r\nFrom our side everything is ready.",
        "a\r\n\r\nFrom anna Mon Mar 03 2025\r\nis what she wrote",  # a year, but no header follows
        "a\r\nFrom anna@rep.example Mon Mar 03 07:05:11 2025\r\nX: y",  # no empty line before
    ],
)
def test_mail_case_02_lines_that_begin_with_from_do_not_split(text):
    read = talk(text)
    assert len(read.messages) == 2
    assert read.messages[1].text == text.replace("\r\n", "\n")


def test_mail_case_02_escaped_lines_are_put_right():
    assert talk("a\r\n>From here\r\n>>From there").messages[1].text.startswith("a\nFrom here")


def test_mail_case_03_mails_without_an_id_are_told_by_their_content():
    both = [mail(1, ANNA, MARIA, "one", Message_ID=""), mail(1, ANNA, MARIA, "two", Message_ID="")]
    first, again = box(*both), box(*both[::-1])
    assert len(set(first.told("id"))) == 2
    assert set(first.told("id")) == set(again.told("id"))


def test_mail_case_04_copies_in_files_of_labels_are_one_mail(tmp_path):
    files = {
        "Mail/Sent.mbox": mail(1, ANNA, MARIA, "Hi"),
        "Mail/Clients.mbox": mail(1, ANNA, MARIA, "Hi") + mail(2, MARIA, ANNA, "Hello"),
    }
    read = Read(CONNECTOR, Upload.of("Takeout", {path: body.encode() for path, body in files.items()}))
    assert len(read.messages) == 3
    assert len(set(read.told("id"))) == 2
    assert len(set(read.told("conversation_id"))) == 1


@pytest.mark.parametrize(
    ("date", "at", "by"),
    [
        ("Mon, 3 Mar 2025 10:05:11 +0300", "2025-03-03T07:05:11Z", "offset"),
        ("Mon, 3 Mar 2025 10:05:11 -0000", "2025-03-03T10:05:11Z", "offset"),
        ("Mon, 3 Mar 2025 10:05:11 GMT (UTC)", "2025-03-03T10:05:11Z", "offset"),
        ("Mon, 3 Mar 2025 10:05:11", "2025-03-03T07:05:11Z", "assumed"),
        ("yesterday", "2025-03-03T07:02:11Z", "offset"),
        ("Mon, 3 Mar 12025 10:05:11 +0300", "2025-03-03T07:02:11Z", "offset"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", "2025-03-03T07:02:11Z", "offset"),
        ("", "2025-03-03T07:02:11Z", "offset"),
    ],
)
def test_mail_case_05_missing_and_wrong_times(date, at, by):
    message = talk(Date=date).messages[1]
    assert (message.sent_at, message.sent_at_by) == (at, by)


def test_mail_case_06_mails_within_mails_are_attachments():
    inner = "Content-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\nSubject: inner\r\n\r\nnot mine"
    body = f"--b\r\nContent-Type: text/plain\r\n\r\nSee below\r\n--b\r\n{inner}\r\n--b--"
    message = talk(body, Content_Type='multipart/mixed; boundary="b"').messages[1]
    assert (message.text, message.attachments) == ("See below", '["mail.eml"]')


def test_mail_case_07_labels_in_any_encoding_and_language():
    word = "Отправленные,Важное"
    for way in (
        f"=?UTF-8?B?{b64encode(word.encode()).decode()}?=",
        word,
        '"Отправленные",Клиенты',
        "Gesendet,Geöffnet",
    ):
        read = box(mail(1, ANNA, MARIA, label=way), mail(2, MARIA, ANNA, label="Входящие"))
        assert read.told("direction", "direction_by") == [("out", "stated"), ("in", "stated")]
    assert labels('"a,b",=?utf-8?q?=D0=A1?=') == ["a,b", "с"]


def test_mail_case_08_pixels_that_track_are_nothing():
    words = "<p>Hi&nbsp;<b>Peter</b></p><p>Bye</p><img src='https://t.example/o.gif' width=1>"
    page = f"<html><head><style>p{{}}</style></head><body>{words}</body></html>"
    message = talk(page, Content_Type="text/html; charset=utf-8").messages[1]
    assert message.text == "Hi Peter\nBye"
    assert message.attachments == "[]"


def test_mail_case_09_a_thread_stays_one_when_its_subject_changes():
    read = box(
        mail(1, ANNA, MARIA), mail(2, MARIA, ANNA, Subject="Invoice"), mail(3, ANNA, MARIA, Subject="Re: Invoice")
    )
    assert len(set(read.told("conversation_id"))) == 1


def test_mail_case_09_threads_without_gmail_follow_references():
    plain = {"X_GM_THRID": "", "X_Gmail_Labels": ""}
    sent = mail(1, ANNA, MARIA, **plain) + mail(3, ANNA, MARIA, In_Reply_To="<m2@x.example>", **plain)
    inbox = mail(2, MARIA, ANNA, References="<m1@x.example>", **plain) + mail(4, "x@other.example", ANNA, **plain)
    read = Read(CONNECTOR, Upload.of("mail", {"Sent": sent.encode(), "Inbox": inbox.encode()}))
    assert len(set(read.told("conversation_id"))) == 1
    assert sorted(read.told("direction")) == ["in", "out", "out"]
    assert (0, "mails-elsewhere") in read.problems


def test_mail_case_10_aliases_are_one_person():
    aliases = ["anna@rep.example", "anna+crm@rep.example", "a.sokolova@gmail.com", "asokolova@googlemail.com"]
    mails = [mail(no, alias, MARIA, label=SENT if no % 2 else INBOX) for no, alias in enumerate(aliases, 1)]
    assert box(*mails).told("direction") == ["out"] * 4


def test_mail_case_11_hidden_copies_and_copies_for_a_crm():
    read = box(
        mail(1, ANNA, "undisclosed-recipients:;", Bcc="Peter <peter@client2.example>, 123@bcc.hubspot.com"),
        mail(2, ANNA, MARIA, Cc="boss@rep.example, crm-bcc@rep.example", X_GM_THRID="2"),
        mail(3, ANNA, f"{MARIA}, peter@client2.example", X_GM_THRID="3"),
    )
    assert read.told("kind", "person_name") == [("direct", "Peter"), ("direct", MARIA), ("group", "")]


def test_mail_case_12_headers_of_invalid_bytes():
    raw = mail(1, ANNA, MARIA) + mail(2, MARIA, ANNA, "Привет")
    broken = (
        raw.encode()
        .replace(b"From: maria", b"From: \xcc\xe0\xf0\xe8\xff \xff <maria")
        .replace(b"client.example\r\nTo", b"client.example>\r\nTo")
    )
    read = Read(CONNECTOR, Upload.of("x.mbox", {"x.mbox": broken}))
    assert read.told("direction") == ["out", "in"]
    assert read.messages[1].person_key == f"mail:email/{MARIA}"
    read.messages[1].sender_name.encode()


# --- what is stored ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"label": "Draft"}, "mails-draft"),
        ({"label": "Черновики"}, "mails-draft"),
        ({"label": "Inbox,Spam"}, "mails-spam"),
        ({"label": "Inbox,Корзина"}, "mails-trash"),
        ({"label": "Chat"}, "mails-chat"),
        ({"List_Unsubscribe": "<mailto:x@y.example>"}, "mails-list"),
        ({"Precedence": "bulk"}, "mails-list"),
        ({"X_GM_THRID": "77"}, "mails-elsewhere"),
    ],
)
def test_what_is_left_out_is_counted(more, code):
    label = more.pop("label", "")
    read = box(mail(1, ANNA, MARIA), mail(2, MARIA, ANNA, label=label, **more))
    assert read.told("direction") == ["out"]
    assert read.problems == [(0, code)]


def test_own_mail_of_a_tool_counts_though_it_looks_like_a_list():
    assert box(mail(1, ANNA, MARIA, List_Unsubscribe="<x>", Precedence="bulk")).told("kind") == ["direct"]


@pytest.mark.parametrize(
    "more",
    [
        {"Auto_Submitted": "auto-replied"},
        {"X_Autoreply": "yes"},
        {"Content_Type": "multipart/report; report-type=delivery-status; boundary=b"},
        {"Content_Type": "text/calendar; method=REPLY"},
        {"From": "mailer-daemon@client.example"},
        {"From": "Maria <messages-noreply@linkedin.com>"},
    ],
)
def test_answers_of_machines_are_seen_and_not_counted(more):
    assert talk(**more).told("kind") == ["direct", "system"]


def test_mail_within_the_firm_is_left_out_and_colleagues_copied_in_are_no_recipients():
    read = box(mail(1, ANNA, "boss@rep.example"), mail(2, ANNA, MARIA, Cc="boss@rep.example", X_GM_THRID="2"))
    assert read.told("kind", "person_name") == [("direct", MARIA)]
    assert read.problems == [(0, "mails-inside")]


def test_identities_are_addresses_and_names():
    assert {(one.kind, one.value) for one in talk().of(Identity)} == {("email", MARIA), ("name", "Maria")}


def test_a_mailbox_without_labels_asks_whose_it_is():
    plain = {"X_GM_THRID": "", "X_Gmail_Labels": ""}
    mails = [mail(1, ANNA, MARIA, **plain), mail(2, MARIA, ANNA, References="<m1@x.example>", **plain)]
    read = box(*mails, name="export.mbox")
    assert {one.value for one in read.question("self").choices} == {ANNA, MARIA}
    answered = box(*mails, name="export.mbox", answers={"self": ANNA})
    assert answered.told("direction", "direction_by") == [("out", "confirmed"), ("in", "confirmed")]
    assert answered.told("id") == read.told("id")


def test_a_mailbox_in_which_one_address_is_everywhere_is_that_ones():
    plain = {"X_GM_THRID": "", "X_Gmail_Labels": ""}
    mails = [mail(no, ANNA, f"p{no}@c{no}.example", **plain) for no in range(1, 7)]
    read = box(*mails, mail(9, "p1@c1.example", ANNA, In_Reply_To="<m1@x.example>", **plain), name="export.mbox")
    assert read.question("self").sure
    assert read.told("direction") == ["out"] * 6 + ["in"]


# --- words ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Да\n\n3 марта 2025 г., 10:05, Анна <anna@rep.example> пишет:\n> Привет\n> Как дела", "Да"),
        ("Yes\n\nOn Mon, Mar 3, 2025 at 10:05 AM Anna\n<anna@rep.example> wrote:\n\n> Hi", "Yes"),
        ("Yes\n\nOn Mon, Mar 3, 2025 at 10:05 AM Anna <anna@rep.example> wrote:\nHi\nthere", "Yes"),
        ("Ja\n\nAm 03.03.2025 um 10:05 schrieb Anna:\n> Hi", "Ja"),
        ("Oui\n\nLe 3 mars 2025 à 10:05, Anna <a@b.example> a écrit :\n> Hi", "Oui"),
        ("Yes\n\n-----Original Message-----\nFrom: Anna\nHi", "Yes"),
        ("Да\n\nОт: Анна\nОтправлено: 3 марта\nКому: Мария\n\nПривет", "Да"),
        ("Yes\n\n________________________________\nFrom: Anna\nSent: Monday\nHi", "Yes"),
        ("See:\n---------- Forwarded message ---------\nFrom: x", "See:"),
        ("> first?\nyes\n> second?\nno", "yes\nno"),
        ("On Monday I wrote:\nplease read it", "On Monday I wrote:\nplease read it"),
        ("My sister wrote a book: good", "My sister wrote a book: good"),
        ("From: today on we ship", "From: today on we ship"),
        ("", ""),
    ],
)
def test_quoted_mails_are_not_the_senders_words(text, own):
    assert own_words(text) == own


def test_quoted_pages_are_not_the_senders_words():
    page = "<div>Yes<br>sure</div><div class='gmail_quote'>On Mon Anna wrote:<blockquote>Hi</blockquote></div>"
    assert text_of_page(page) == "Yes\nsure"


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "utf-8", "iso-8859-5", "x-unknown", ""])
def test_texts_in_any_encoding(charset):
    words = "Здравствуйте, Анна! Отправьте, пожалуйста, коммерческое предложение на складские стеллажи."
    raw = words.encode(charset if charset not in ("x-unknown", "") else "windows-1251")
    body = b64encode(raw).decode()
    kind = f"text/plain; charset={charset}" if charset else "text/plain"
    assert talk(body, Content_Type=kind, Content_Transfer_Encoding="base64").messages[1].text == words


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("=?utf-8?b?0JDQvdC90LA=?= =?utf-8?b?INCh?=", "Анна С"),
        ("=?x-none?q?abc?=", "=?x-none?q?abc?="),
        ("=?utf-8?b?!!!?=", "=?utf-8?b?!!!?="),
        ("=?utf-8?q?a_b=FF?=", "a b\ufffd"),
        ("plain", "plain"),
    ],
)
def test_encoded_words(value, told):
    assert decoded(value) in (told, "")


def test_addresses_of_any_shape():
    values = [
        '"Lebedeva, Maria" <Maria@Client.example>, <x@y.example>',
        "Team: a@b.example, c@d.example;",
        "no one",
        "",
    ]
    assert [(one.name, one.email) for one in addresses(values)] == [
        ("Lebedeva, Maria", "maria@client.example"),
        ("", "x@y.example"),
        ("", "a@b.example"),
        ("", "c@d.example"),
    ]


# --- again, and other people's files -----------------------------------------------------------------------
def test_twice_changes_nothing_and_a_later_takeout_adds_its_end(tmp_path):
    db, path, counts = tmp_path / "rapport.db", tmp_path / "All mail.mbox", []
    store.prepare(db)
    mails = [mail(no, (MARIA, ANNA)[no % 2], (ANNA, MARIA)[no % 2], f"text {no}") for no in range(1, 8)]
    for upto in (4, 4, 7):
        path.write_text("".join(mails[:upto]), newline="")
        counts.append(sum(one.new for one in ingest(db, path, "Anna Sokolova").imports))
    assert counts == [5, 0, 3]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("letter.eml", "Dear all,\nhello\n"),
        ("story.txt", "From the beginning Mon 2025\nit was cold\n"),
        ("table.csv", "From,To\na,b\n"),
        ("empty.mbox", ""),
        ("table.csv", mail(1, ANNA, MARIA)),
    ],
)
def test_files_that_are_no_mailbox_are_left_to_others(name, body):
    assert CONNECTOR.recognise(Upload.of(name, {name: body.encode()})) == ()


def test_no_other_source_takes_a_mailbox():
    body = (mail(1, ANNA, MARIA) + mail(2, MARIA, ANNA)).encode()
    for name in ("All mail.mbox", "Inbox", "mail.txt"):
        assert [one.id for one in CONNECTORS if one.recognise(Upload.of(name, {name: body}))] == ["mail"]


def test_mail_of_thunderbird_splits(tmp_path):
    path = tmp_path / "Inbox"
    path.write_bytes(b"From - Mon Mar  3 10:05:11 2025\nX: y\n\nHi\n\nFrom - Mon Mar  3 10:06:11 2025\nX: z\n\nHo\n")
    (upload,) = [Upload.of("Inbox", {"Inbox": path.read_bytes()})]
    assert [raw.body.strip() for raw in messages(upload.members[0])] == [b"Hi", b"Ho"]


@pytest.mark.parametrize(
    "text",
    [
        "--b\r\n" * 3_000,
        "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 200,
        "\0\0\0",
        "=FF=FE=",
        "<" * 10_000,
        "<div>" * 5_000,
        ">" * 10_000,
        "On " + "a " * 5_000 + "wrote:",
    ],
)
@pytest.mark.parametrize(
    "kind", ["multipart/mixed; boundary=b", "multipart/mixed", "text/html", "text/plain; charset=\xff", "x/", ""]
)
def test_hostile_mails_never_raise(text, kind):
    message = talk(text, Content_Type=kind, Content_Transfer_Encoding="quoted-printable").messages[1]
    message.text.encode()


def test_single_mails_are_read_as_a_mailbox_is():
    mails = [mail(1, ANNA, MARIA, "Hi"), mail(2, f"Maria <{MARIA}>", ANNA, "Yes\r\n\r\nMaria")]
    letters = {f"mails/{no}.eml": text.partition("\r\n")[2].encode() for no, text in enumerate(mails, 1)}
    one = Read(CONNECTOR, Upload.of("mails.zip", {**letters, "mails/a.pdf": b"%PDF"}), answers={"self": ANNA})
    whole = Read(CONNECTOR, Upload.of("a.mbox", {"a.mbox": "".join(mails).encode()}), answers={"self": ANNA})
    assert [part.member.path for part in one.parts if not part.ignored] == ["mails/*.eml"]
    assert one.told("id", "direction", "text") == whole.told("id", "direction", "text")
    alone = Read(CONNECTOR, Upload.of("1.eml", {"1.eml": letters["mails/1.eml"]}), answers={"self": ANNA})
    assert alone.told("text") == ["Hi"]
