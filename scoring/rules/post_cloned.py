"""One post again and again, or on many walls at once."""

from collections.abc import Iterator, Sequence
from datetime import date

from data.words import N_
from scoring.excerpt import excerpt
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting
from scoring.templates.posts import Post, alike


def _posts(posts: Sequence[Post], setting: Setting) -> Iterator[Breach]:
    """Find posts of a rep that repeat an own one of the last months, and those that several reps put up within days."""
    limits = setting.thresholds
    for group in alike(posts):
        for no, post in enumerate(group):
            own = next((old for old in reversed(group[:no]) if old.rep_id == post.rep_id), None)
            if own is not None and _apart(own, post) <= limits["posts_again_days"]:
                yield _breach(post, {"again_after": _apart(own, post), "reps": 1})
                continue
            walls = {other.rep_id for other in group if abs(_apart(other, post)) <= limits["copies_days"]}
            if len(walls) >= limits["posts_reps"] and own is None:
                yield _breach(post, {"reps": len(walls)})


def _apart(one: Post, other: Post) -> int:
    return (date.fromisoformat(other.day) - date.fromisoformat(one.day)).days


def _breach(post: Post, params: dict[str, int]) -> Breach:
    evidence, spans = excerpt(post.text, ())
    return Breach(post.id, None, post.day, evidence, spans, {"subject": "post", **params})


RULE = Rule(
    id="post.cloned",
    title=N_("A post that was there before"),
    why=N_("A wall of repeats, or one text on every colleague's wall, is read as advertising and passed over."),
    advice=N_("Tell what you think of it in your own words; two sentences are enough."),
    lesson=N_("Take the best question of a customer this week and answer it in public."),
    posts=_posts,
    flags=(
        Example("We are proud to announce our new line of thermo boxes for the cold chain, come and see us!", times=2),
        Example("Five rules for safe packing that every warehouse should know before the peak season.", times=2),
        Example("Our webinar on returns starts on Tuesday, the link is in the first comment, see you there.", times=3),
        Example("С гордостью представляем новую линейку термобоксов для холодной цепи, приходите!", "ru", 2),
        Example("Пять правил безопасной упаковки, которые склад должен знать до начала сезона.", "ru", 2),
        Example("Вебинар о возвратах начнётся во вторник, ссылка в первом комментарии, ждём вас.", "ru", 3),
    ),
    passes=(
        Example("We are proud to announce our new line of thermo boxes for the cold chain, come and see us!"),
        Example("Happy New Year, everyone!", times=3),
        Example("Good morning from Riga", times=2),
        Example("С гордостью представляем новую линейку термобоксов для холодной цепи, приходите!", "ru"),
        Example("Всех с Новым годом!", "ru", 3),
        Example("Доброе утро из Риги", "ru", 2),
    ),
)
