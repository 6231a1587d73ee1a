"""What was learnt before in a situation like this one: lessons and articles, by words, tags, category and client.

The score is a sum that anybody can follow: 2 points for a telling word that the lesson has in its title, keywords or
field of use, 1 for one in its text, 3 for a tag, 2 for the category, 1 for the client or its trade. A word is telling
when few lessons have it. With 4 points without the last one, and three words, a tag or the category in common, a lesson
is worth a look.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from pmledger.analysis.wording import Term, joined, length, terms
from pmledger.ledger.ledger import Ledger
from pmledger.ledger.record import Record

LEAST = 4
LEAST_WORDS = 3
MOST = 5
HEAD_WORD, TEXT_WORD, TAG, CATEGORY, NEAR = 2, 1, 3, 2, 1
SOURCES = ("lesson", "article")
HEAD_LISTS = ("applies_to", "keywords", "tags")
LESSON_TEXTS = ("situation", "cause", "effect", "recommendation", "category")
PASSAGES = (
    "cause", "event", "effect", "trigger", "reason", "root_cause", "workaround", "objective", "statement", "situation",
    "needs_summary", "industry", "value", "next_step", "impact_scope", "impact_risk", "context", "question", "summary",
)  # fmt: skip
"""Fields that tell a situation; what was done about it says less."""
LISTS = ("scope_in", "to_improve", "competitors")
SILENT = frozenset({"archived", "outdated", "draft"})


class Situation(Struct, frozen=True):
    """What is compared with the lessons: words, tags, category, and whose it is; `key` is "" for a record to be."""

    texts: tuple[str, ...]
    tags: tuple[str, ...] = ()
    category: str = ""
    client: str = ""
    key: str = ""


class Match(Struct, frozen=True):
    """A lesson or article that fits, with its points and why: what the two have in common."""

    record: Record
    points: int
    words: tuple[str, ...]
    tags: tuple[str, ...]
    category: str
    near: str
    """"client" for the same client, "trade" for one of the same industry, else ""."""

    @property
    def fits(self) -> bool:
        """Whether the two have enough in common, wherever they come from."""
        words = sum(length(word) for word in self.words)
        enough = words >= LEAST_WORDS or bool(self.tags or self.category)
        return enough and self.points - (NEAR if self.near else 0) >= LEAST


class Memory(Struct, frozen=True):
    """Lessons and articles by their telling words and tags; `words` gives the points of a word in each of them."""

    records: tuple[Record, ...]
    words: Mapping[str, Mapping[int, int]]
    tags: Mapping[str, tuple[int, ...]]
    trades: Mapping[str, str] = field(default_factory=dict)


def memory_of(records: Iterable[Record], ledger: Ledger) -> Memory:
    """An index of the lessons and articles among the records; made once, asked often.

    Words that more than a quarter of them have (at least three) tell nothing apart and are left out, so that no answer
    looks at more than a few of them.
    """
    kept = tuple(record for record in records if record.kind in SOURCES and record.status not in SILENT)
    words: dict[str, dict[int, int]] = {}
    tags: dict[str, list[int]] = {}
    for at, record in enumerate(kept):
        for points, texts in ((TEXT_WORD, text_of(record)), (HEAD_WORD, head_of(record))):
            for term in terms(texts):
                words.setdefault(term.key, {})[at] = points
        for tag in tags_of(record):
            tags.setdefault(tag, []).append(at)
    common = max(3, len(kept) // 4)
    telling = {key: found for key, found in words.items() if len(found) <= common}
    trades = {client.key: trade_of(client) for client in ledger.of("client")}
    return Memory(kept, telling, {tag: tuple(found) for tag, found in tags.items()}, trades)


def head_of(record: Record) -> tuple[str, ...]:
    return (record.title, *(part for name in HEAD_LISTS for part in record.texts(name)))


def text_of(record: Record) -> tuple[str, ...]:
    return (*(record.text(name) for name in LESSON_TEXTS), record.body.text)


def tags_of(record: Record) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.casefold() for tag in (*record.texts("tags"), *record.texts("keywords"))))


def trade_of(client: Record) -> str:
    return client.text("industry").casefold()


def situation_of(record: Record) -> Situation:
    """The situation that a record tells of."""
    texts = (
        record.title,
        *(record.text(name) for name in PASSAGES),
        *(part for name in LISTS for part in record.texts(name)),
        record.body.text,
    )
    client = record.key if record.kind == "client" else record.client
    return Situation(texts, tags_of(record), record.text("category"), client, record.key)


def seen_before(situation: Situation, memory: Memory, most: int = MOST) -> tuple[Match, ...]:
    """The lessons and articles that fit best, at most so many, by points and then by key.

    They are looked at in the order of the most that they could reach, until no other can be among the best.
    """
    told = tuple(terms(situation.texts, memory.words))
    found: list[Match] = []
    for at, bound in by_bound(told, situation, memory):
        if len(found) >= most and bound < found[-1].points:
            break
        shared = tuple(term for term in told if at in memory.words[term.key])
        own = tuple(tag for tag in situation.tags if at in memory.tags.get(tag, ()))
        match = match_of(situation, memory, at, shared, own)
        if match.fits and match.record.key != situation.key:
            found.append(match)
            found.sort(key=lambda one: (-one.points, one.record.key))
            del found[most:]
    return tuple(found)


def by_bound(told: Sequence[Term], situation: Situation, memory: Memory) -> list[tuple[int, int]]:
    """The lessons that may have enough in common, each with the most points that it could have, the most first."""
    points: dict[int, int] = {}
    words: dict[int, int] = {}
    for key in dict.fromkeys(term.key for term in told):
        for at, worth in memory.words[key].items():
            points[at] = points.get(at, 0) + worth
            words[at] = words.get(at, 0) + 1
    for tag in situation.tags:
        for at in memory.tags.get(tag, ()):
            points[at] = points.get(at, 0) + TAG
            words[at] = LEAST_WORDS
    found: list[tuple[int, int]] = []
    for at, bound in points.items():
        alike = bool(situation.category) and situation.category == memory.records[at].text("category")
        most = bound + (CATEGORY if alike else 0)
        if most >= LEAST and (alike or words.get(at, 0) >= LEAST_WORDS):
            found.append((at, most + NEAR))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def match_of(
    situation: Situation, memory: Memory, at: int, shared: Sequence[Term], tags: tuple[str, ...]
) -> Match:
    record = memory.records[at]
    words = joined(shared)
    category = situation.category if situation.category and situation.category == record.text("category") else ""
    near = nearness(situation, record, memory)
    points = (
        word_points(shared, memory, at) + TAG * len(tags) + (CATEGORY if category else 0) + (NEAR if near else 0)
    )
    return Match(record, points, words, tags, category, near)


def word_points(shared: Sequence[Term], memory: Memory, at: int) -> int:
    """Each word once; of neighbouring bigrams of Chinese every second one, as most of its words have two characters."""
    points = 0
    seen: set[str] = set()
    last = Term("", "")
    for term in shared:
        overlaps = term.run >= 0 and term.run == last.run and term.at == last.at + 1
        if term.key not in seen and not overlaps:
            points += memory.words[term.key][at]
            seen.add(term.key)
            last = term
    return points


def nearness(situation: Situation, record: Record, memory: Memory) -> str:
    if not situation.client or not record.client:
        return ""
    if record.client == situation.client:
        return "client"
    trade = memory.trades.get(situation.client, "")
    return "trade" if trade and memory.trades.get(record.client, "") == trade else ""
