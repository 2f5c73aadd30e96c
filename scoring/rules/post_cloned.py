"""One post again and again, or on many walls at once."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from data.words import N_
from scoring.excerpt import excerpt
from scoring.rule import Breach, Example, Rule
from scoring.setting import Setting
from scoring.templates.posts import Post, alike


def _posts(posts: Sequence[Post], setting: Setting) -> Iterator[Breach]:
    """Find texts that a rep put up again within months, and those that several reps put up within days.

    A rep is told once of a text: at the first post that is no news.
    """
    for group in alike(posts):
        for rep_id in sorted({post.rep_id for post in group}):
            own = [post for post in group if post.rep_id == rep_id]
            again = [new for old, new in pairwise(own) if _apart(old, new) <= setting.thresholds["posts_again_days"]]
            if again:
                yield _breach(again, {"count": len(again) + 1, "reps": 1})
            elif (walls := _walls(own[0], group, setting)) >= setting.thresholds["posts_reps"]:
                yield _breach(own[:1], {"count": 1, "reps": walls})


def _walls(post: Post, group: Sequence[Post], setting: Setting) -> int:
    """Return how many reps have put up the text within days of a post."""
    days = setting.thresholds["copies_days"]
    return len({other.rep_id for other in group if abs(_apart(post, other)) <= days})


def _apart(one: Post, other: Post) -> int:
    return (date.fromisoformat(other.day) - date.fromisoformat(one.day)).days


def _breach(again: Sequence[Post], params: dict[str, int]) -> Breach:
    evidence, spans = excerpt(again[-1].text, ())
    told = {"subject": "post", **params, "first_day": again[0].day}
    return Breach(again[0].id, None, again[-1].day, evidence, spans, told)


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
