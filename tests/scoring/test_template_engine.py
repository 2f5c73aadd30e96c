"""The engine on reps with habits: what it finds, that order makes no difference, and what it tells about a text."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.templates import assign, cluster, compiler, display, group, likeness, personal_spans, scan, shares
from scoring.templates.catalogue import Catalogue, loose, near
from scoring.templates.tables import TemplatesTableError, classify
from tests.benchmarks.corpora import habits

TEXT = "Hi {0}, most people I talk to at {1} lose two hours a day to labels that freeze off. Shall I show you ours?"
FIRMS = ("Kestrel", "Blue Ferry", "Nordhavn", "Vesta", "Rivamare", "Casa Lume")
NAMES = ("Ada", "Bo", "Cem", "Dora", "Eli", "Finn")


@pytest.fixture(scope="module")
def frame():
    return pd.DataFrame(habits.build(5_000, 77))


@pytest.fixture(scope="module")
def found(frame):
    return cluster(frame)


def test_texts_by_one_hand_are_not_called_copies(frame, found):
    copies = (found["role"] == "copy").to_numpy()
    alone = (frame["kind"] == "individual").to_numpy()
    made = (frame["kind"] == "template").to_numpy()
    assert (copies & alone).sum() <= 0.015 * (copies & (alone | made)).sum()
    assert (copies & made).sum() >= 0.95 * made.sum()


def test_a_template_is_one_group(frame, found):
    both = pd.DataFrame({"true": frame["template"], "found": found["template_id"]})
    made = both[(both["true"] >= 0) & (both["found"] != "")]
    biggest = made.groupby("true")["found"].agg(lambda ids: ids.value_counts().iloc[0])
    assert biggest.sum() >= 0.97 * len(made)
    assert made.groupby("found")["true"].nunique().max() <= 2


def test_personal_shares_are_near_the_truth(frame, found):
    copies = (found["role"] == "copy") & (frame["kind"] == "template")
    assert (found["personal_share"] - frame["personal"])[copies].abs().mean() <= 0.05
    assert (found.loc[found["role"] == "own", "personal_share"] == 1).all()


def test_the_order_of_rows_makes_no_difference(frame, found):
    mixed = cluster(frame.sample(frac=1, random_state=3)).sort_values("id", ignore_index=True)
    pd.testing.assert_frame_equal(mixed, found)


@pytest.mark.skipif(not compiler.available(), reason="the compiler is not installed")
def test_without_the_compiler_the_result_is_the_same(frame):
    part = frame[frame["sender"] < 1].head(700)
    with_it = cluster(pd.concat([part] * 4, ignore_index=True))
    compiler.available.cache_clear()
    compiler.works.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPPORT_COMPILER", "off")
        without = cluster(pd.concat([part] * 4, ignore_index=True))
    compiler.available.cache_clear()
    compiler.works.cache_clear()
    pd.testing.assert_frame_equal(with_it, without)


def test_a_compiler_that_fails_is_done_without(tmp_path):
    (tmp_path / "numba.py").write_text("raise ImportError('no llvm on this machine')", encoding="utf-8")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from scoring.templates import compiler, scan; "
        "told = []; assert not compiler.prepare(9_000, lambda *what: told.append(what)); "
        "assert told == [(compiler.PREPARING, 0, 1)]; "
        "assert len(scan(['five words are in here'] * 3_000).hashes) == 9_000"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, timeout=60)


def test_the_compiler_is_not_loaded_for_few_texts():
    code = (
        "import sys; from scoring.templates import assign, display, group, likeness, scan, shares; "
        "t = ['we lose two hours a day to labels, {} said'.format(n) for n in range(50)]; s = scan(t); g = group(s); "
        "assert len(g.templates) == 1; shares(t, g.labels, g.templates); assign(s, g.templates); likeness(t[0], t[1]); "
        "display(t); assert 'numba' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def made(*texts):
    scanned = scan(list(texts))
    return scanned, group(scanned)


def test_new_texts_join_a_known_template():
    _, known = made(*[TEXT.format(name, firm) for name, firm in zip(NAMES, FIRMS, strict=True)])
    new = scan([TEXT.format("Gil", "Tamsin"), "How was the night train to Narvik, did the snow plough wake you again?"])
    labels, part = assign(new, known.templates)
    assert labels.tolist() == [0, -1]
    assert part[0] > 0.9
    assert part[1] == 0


def test_a_text_that_one_sent_often_and_another_once_is_one_template():
    long = TEXT + " They cost less than the tape you use now and stick to wet cardboard as well, which no other does."
    texts = [long.format(name, firm) for name, firm in zip(NAMES, FIRMS, strict=True)]
    notes = [f"Thanks for connecting {name}, glad to have you here in my network!" for name in NAMES]
    frame = pd.DataFrame(
        {"id": range(14), "sender": [*"aaaaa", "b", *"aaaaa", "b", *"bb"], "text": [*texts, *notes, "Fine.", "Ok"]}
    )
    found = cluster(frame)
    assert found["template_id"][:6].nunique() == 1
    assert found["role"][:6].tolist() == ["copy"] * 6
    assert found["role"][11] == "own"


def test_what_is_personal_is_marked():
    texts = [TEXT.format(name, firm) for name, firm in zip(NAMES, FIRMS, strict=True)]
    _, known = made(*texts)
    text = texts[1]
    marked = [text[start:end] for start, end in personal_spans(text, known.templates[0])]
    assert any("Bo" in part for part in marked)
    assert any("Blue Ferry" in part for part in marked)
    assert not any("labels that freeze off" in part for part in marked)
    assert shares(texts, known.labels, known.templates).max() < 0.35


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(["Hi Ada,", "two hours a day", "https://a.b/c", "> no", "\n", "labels that freeze off"]),
        max_size=9,
    )
)
def test_spans_and_share_tell_the_same(parts):
    _, known = made(*[TEXT.format(name, firm) for name, firm in zip(NAMES, FIRMS, strict=True)])
    text = " ".join(parts)
    spans = personal_spans(text, known.templates[0])
    share = shares([text], np.array([0]), known.templates)[0]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert (share == 0) == (not spans) or not spans


def test_likeness_is_of_both_texts():
    _, known = made(*[TEXT.format(name, firm) for name, firm in zip(NAMES, FIRMS, strict=True)])
    template, whole = known.templates[0], TEXT.format("Gil", "Tamsin")
    assert likeness(whole, template) > 0.8
    assert likeness(whole, TEXT.format("Ada", "Kestrel")) > 0.7
    assert likeness("Shall I show you ours at the fair in Riga, or are you not going there this year?", template) < 0.4
    assert likeness("Dinner at eight?", template) == 0


def test_a_template_is_shown_with_its_slots_and_variants():
    texts = [
        TEXT.format(name, firm).replace("two", "two" if no % 2 else "three")
        for no, (name, firm) in enumerate(zip(NAMES, FIRMS, strict=True))
    ]
    pieces = display(texts)
    fixed = " ".join(piece.text for piece in pieces if piece.kind == "fixed")
    assert "labels that freeze off. Shall I show you ours?" in fixed
    assert any(piece.kind == "slot" for piece in pieces)
    assert any(set(piece.variants) == {"two", "three"} for piece in pieces if piece.kind == "variants")
    assert display([]) == []


def test_a_table_comes_out_row_by_row(tmp_path, frame):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    part = frame.head(900)
    part.to_csv(source, index=False)
    told = classify(source, target)
    out = pd.read_csv(target, dtype=str, keep_default_na=False)
    assert list(out.columns) == ["id", "template_id", "personal_share", "role"]
    assert out["id"].tolist() == part["id"].astype(str).tolist()
    assert told["messages"] == 900
    assert told["copies"] == (out["role"] == "copy").sum() > 300
    part.to_parquet(tmp_path / "in.parquet")
    classify(tmp_path / "in.parquet", tmp_path / "out.parquet")
    again = pd.read_parquet(tmp_path / "out.parquet")
    assert again["template_id"].tolist() == out["template_id"].tolist()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("id,text\n1,a\n", "no column sender"),
        ("id,sender,text\n1,a,b\n1,a,c\n", "the id 1 comes more than once"),
        ("id,sender,text\n1,a\n", "cannot be read as CSV"),
        ("", "cannot be read as CSV"),
        (b"\xff\xfe\x00garbage", "not those of UTF-8"),
        ("id,sender,text\n1,а,Добрый день\n".encode("cp1251"), "not those of UTF-8"),
        ("id,sender,text,text\n1,a,b,c\n", "more than one column text"),
        ("id,sender,text\n,a,b\n2,a,c\n", "1 rows have no id"),
    ],
)
def test_wrong_tables_are_refused_in_words(tmp_path, content, says):
    source = tmp_path / "in.csv"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(TemplatesTableError, match=says):
        classify(source, tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == [source]


def test_a_table_is_not_overwritten_by_its_own_result_nor_written_nowhere(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("id,sender,text\n1,a,b\n", encoding="utf-8")
    with pytest.raises(TemplatesTableError, match="overwritten"):
        classify(source, tmp_path / "." / "in.csv")
    with pytest.raises(TemplatesTableError, match="non-existent directory"):
        classify(source, tmp_path / "nowhere" / "out.csv")
    assert source.read_text(encoding="utf-8") == "id,sender,text\n1,a,b\n"


@pytest.mark.parametrize(
    "heading", ["id,sender,text", "ID;Sender;TEXT", "text\tid\tsender", '\ufeff"id","sender","text"']
)
def test_headings_as_programs_write_them(tmp_path, heading):
    source = tmp_path / "in.csv"
    delimiter = max(",;\t", key=heading.count)
    names = [name.strip('\ufeff"').casefold() for name in heading.split(delimiter)]
    rows = [
        {"id": f"0{no}", "sender": "007", "text": f'"{TEXT.format(name, firm)}"'}
        for no, (name, firm) in enumerate(zip(NAMES, FIRMS, strict=True))
    ]
    lines = [heading, *(delimiter.join(row[name] for name in names) for row in rows)]
    source.write_text("\r\n".join(lines), encoding="utf-8")
    assert classify(source, tmp_path / "out.csv")["copies"] == len(NAMES)
    assert pd.read_csv(tmp_path / "out.csv", dtype=str)["id"].tolist() == [row["id"] for row in rows]


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("😀👍 ❤️ 🎉 🙏🏽 👨‍👩‍👧‍👦 😀👍", 0),
        ("x" * 300_000, 0),
        ("Thank you very much!", 0),
        ("Hi Ada\0, most people lose two hours a day \0to labels that freeze off, so why not ask us", 9),
        ("مرحبا علي، نحن نساعد الشركات مثل شركتك على توفير الوقت في التخطيط كل يوم. هل نتحدث؟", 9),
    ],
    ids=["emoji", "one-word", "short", "nul", "rtl"],
)
def test_odd_texts(tmp_path, text, copies):
    source = tmp_path / "in.parquet"
    pd.DataFrame({"id": range(9), "sender": 1, "text": text}).to_parquet(source)
    assert classify(source, tmp_path / "out.parquet")["copies"] == copies


def test_empty_and_missing_texts_are_nobodys_copies(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("id,sender,text\n1,a,\n2,a,\n3,,\n", encoding="utf-8")
    assert classify(source, tmp_path / "out.csv")["empty"] == 3
    none = cluster(pd.DataFrame({"id": [], "sender": [], "text": []}))
    assert len(none) == 0


@pytest.mark.skipif(not compiler.available(), reason="the compiler is not installed")
def test_old_texts_near_new_ones_are_the_same_with_and_without_the_compiler(frame):
    texts = frame["text"].tolist()
    old = loose([str(no) for no in range(3_000)], ["ina"] * 3_000, scan(texts[:3_000]))
    new = scan(texts[3_000:])
    nothing = Catalogue([], [])
    with_it = near(old, new, nothing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scoring.templates.catalogue.use_compiler", lambda count: False)
        without = near(old, new, nothing)
    assert 0 < len(with_it) < 3_000
    assert with_it.tolist() == without.tolist()
