"""What nobody is accused of: gifts, figures of theirs, sellers left without an answer, silence after an export."""

import pytest
from talks_for_tests import HOURS, WEIGHTS, setting, talk

from scoring.findings import of_talk
from scoring.intents import judge_inbound
from scoring.setting import Setting

OPENED = "2026-03-02T10:00"


def rules(*lines, at=None):
    return {row.rule for row in of_talk(talk(*lines), at or setting(), WEIGHTS.outreach)}


@pytest.mark.parametrize(
    "text",
    [
        "Олег, добрый день! Есть таблица, которую мы сделали под возврат паллет, отдам просто так.",
        "Марина, прочитал вашу презентацию про окна выгрузки. Что изменилось, когда объёмы выросли на 14%?",
        "Пишу из-за вашего поста про слоты на рампе. Кто у вас занимается поздними заказами?",
        "Hi Tom, your note on temperature logs: the drop of 17% is more than I'd have guessed. What helped most?",
        "Hello Wei, may I ask how you measure queues at the dock now that volumes are up 22%?",
        "Hi Eva, we wrote down what five teams tried with empty runs. No strings, shall I pass it on?",
    ],
)
def test_a_personal_opener_is_no_pitch(text):
    assert "opener.pitch" not in rules(("out", OPENED, text))


@pytest.mark.parametrize(
    "text",
    [
        "Hi Eva, our software plans your tours and saves customers 20% of fuel. From 29 euros a month. Demo on Friday?",
        "Ева, добрый день! Наша платформа снижает расходы на 20%, от 2 900 рублей в месяц. Прислать прайс?",
    ],
)
def test_a_pitch_is_found_with_the_words_that_tell(text):
    (found,) = [row for row in of_talk(talk(("out", OPENED, text)), setting(), WEIGHTS.outreach) if "pitch" in row.rule]
    assert found.spans not in ("[]", f"[[0,{len(text)}]]")


@pytest.mark.parametrize(
    "text",
    [
        "Hello Anna! Our agency makes websites for carriers from 700 euros. Interested?",
        "Dear Anna, we offer fleet insurance at the best rates. May I call you on Wednesday?",
        "Здравствуйте, Анна! Делаем сайты для перевозчиков от 80 тысяч. Интересно?",
    ],
)
def test_who_writes_to_sell_is_owed_no_answer(text):
    assert "reply.waiting" not in rules(("in", OPENED, text))
    assert not list(talk(("in", OPENED, text)).waits())


@pytest.mark.parametrize(
    "text",
    [
        "Hello Anna, we need route planning for 40 vans. How much is your system?",
        "Здравствуйте! Мы ищем систему для 40 машин. Сколько стоит ваша платформа?",
    ],
)
def test_who_writes_to_buy_waits(text):
    assert "reply.waiting" in rules(("in", OPENED, text))


@pytest.mark.parametrize(
    "text",
    [
        "Interesting, but our budget is done for this year. Let's talk in March.",
        "Интересно, но бюджет на год закрыт. Давайте в марте.",
    ],
)
def test_no_budget_now_is_later(text):
    assert judge_inbound(text).label == "later"
    assert "reply.waiting" not in rules(("out", OPENED, "Hi!"), ("in", "2026-03-03T10:00", text))


def test_nobody_knows_what_was_answered_after_the_export_ended():
    lines = (("out", OPENED, "How was the move?"), ("in", "2026-03-03T17:00", "Fine. How much is your system?"))
    ended = Setting(WEIGHTS.outreach.thresholds, HOURS, "2026-06-30", {"anna": "2026-03-03"})
    assert "reply.waiting" in rules(*lines)
    assert "reply.waiting" not in rules(*lines, at=ended)
