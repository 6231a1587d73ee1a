"""A new workspace that builds clean from the first minute, or a copy of the example."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from pmledger.edit.journal import Change, commit
from pmledger.edit.quoting import inline
from pmledger.edit.refusal import EditRefused
from pmledger.edit.registers import register_files
from pmledger.edit.scaffold import Known, front_matter, state_word
from pmledger.edit.yaml_span import Value
from pmledger.kinds.declare import KindSpec
from pmledger.kinds.labels import choice_label, is_chinese
from pmledger.kinds.schema import Schema, build_schema
from pmledger.kinds.settings import Settings
from pmledger.reader.ids import slug
from pmledger.source.message import say
from pmledger.workspace.load import SETTINGS_FILE, load

KEPT = frozenset((".gitignore", "README.md"))
GIT_IGNORED = "site/\n.pmledger/\n"
LEFT_OUT = frozenset(("site", ".pmledger", "__pycache__"))


class Started(Struct, frozen=True):
    """A workspace that was begun: its folder, the files written, and those that were there and are kept."""

    root: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]


class Words(Struct, frozen=True):
    """The texts of a first workspace in one language."""

    client: str
    project: str
    person: str
    about: str
    task: str
    readme: str
    timezone: str
    currency: str


ENGLISH = Words(
    "Example Client",
    "First project",
    "Alex Example",
    "What this project is for, in a few sentences.\n\n",
    "Put your own clients, people and projects in place of these",
    "# {name}\n\nThe ledger of our clients and projects, kept with pmledger.\n\n"
    "- `pmledger check` tells what is wrong or missing.\n"
    "- `pmledger serve --open` shows the site and keeps it fresh while you write.\n"
    '- `pmledger new risk "…" --project first-project` writes a new record.\n',
    "UTC",
    "EUR",
)
CHINESE = Words(
    "示例客户",
    "第一个项目",
    "王小明",
    "用几句话写下这个项目要做什么。\n\n",
    "把这里的客户、人员和项目换成自己的",
    "# {name}\n\n我们的客户与项目台账，用 pmledger 维护。\n\n"
    "- `pmledger check`：指出错误和缺失。\n"
    "- `pmledger serve --open`：打开网站，边写边更新。\n"
    '- `pmledger new risk "…" --project 第一个项目`：新建一条风险。\n',
    "Asia/Shanghai",
    "CNY",
)


def example_folder() -> Path:
    """The example workspace: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "example"
    return inside if inside.is_dir() else package.parent / "example-workspace"


def init(
    folder: Path,
    as_of: date,
    *,
    example: bool = False,
    language: str = "en",
    me: tuple[str, str] = ("", ""),
    timezone: str = "",
) -> Started:
    """Begin a workspace in a folder, which is made when it is not there.

    `me` is the name and e-mail address of the first person. A README.md and .gitignore that are there are kept;
    raises EditRefused, with nothing written, when any other file that would be written exists.
    """
    root = folder.absolute()
    if (root / SETTINGS_FILE).exists():
        raise EditRefused(say("{path} is a workspace already; nothing was written", path=str(folder)))
    files = dict(_example_files() if example else _first_files(root.name, as_of, language, me, timezone))
    kept = tuple(path for path in files if path in KEPT and os.path.lexists(root / path))
    taken = next((path for path in files if path not in KEPT and os.path.lexists(root / path)), None)
    if taken is not None:
        raise EditRefused(say("{path} exists already; nothing was written", path=taken))
    written = {path: data for path, data in files.items() if path not in kept}
    root.mkdir(parents=True, exist_ok=True)
    commit(root, [Change(path, None, data) for path, data in written.items()])
    more = () if example else _registers(root, as_of)
    return Started(root, (*written, *more), kept)


def _registers(root: Path, as_of: date) -> tuple[str, ...]:
    """The folders of the first project's registers."""
    snapshot = load(root, as_of)
    project = snapshot.ledger.of("project")[0]
    base = project.path.rpartition("/")[0]
    changes = register_files(snapshot, base, project.id, chinese=is_chinese(snapshot.settings.language))
    commit(root, changes)
    return tuple(change.path for change in changes)


def _example_files() -> Iterator[tuple[str, bytes]]:
    folder = example_folder()
    if not (folder / SETTINGS_FILE).is_file():
        raise EditRefused(say("the example did not come with this installation"))
    yield ".gitignore", GIT_IGNORED.encode()
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not LEFT_OUT.intersection(parts) and parts != (".gitignore",):
            yield "/".join(parts), path.read_bytes()


def _first_files(
    name: str, as_of: date, language: str, me: tuple[str, str], timezone: str
) -> Iterable[tuple[str, bytes]]:
    chinese = is_chinese(language)
    words = CHINESE if chinese else ENGLISH
    title = name.replace("-", " ").replace("_", " ").strip().title() if name.isascii() else name
    title = title or words.project
    settings = (
        "grammar: 1\n"
        f"name: {inline(title)}\n"
        f"language: {'zh-CN' if chinese else 'en'}\n"
        f"timezone: {timezone or words.timezone}\n"
        f"currency: {words.currency}\n"
        'ignore: ["templates/**", "drafts/**"]\n'
    )
    schema = build_schema(Settings(language="zh-CN" if chinese else "en", currency=words.currency))
    yield SETTINGS_FILE, settings.encode()
    yield ".gitignore", GIT_IGNORED.encode()
    yield "README.md", words.readme.replace("{name}", title).encode()
    for path, text in _first_records(schema, words, as_of, me, chinese=chinese):
        yield path, text.encode()


def _first_records(
    schema: Schema, words: Words, as_of: date, me: tuple[str, str], *, chinese: bool
) -> Iterator[tuple[str, str]]:
    person = slug(me[0]) if me[0] and slug(me[0]) else slug(words.person)
    known = Known(as_of, person, "", slug(words.client), words.currency, chinese)
    team = choice_label("team", "zh-CN") if chinese else "team"
    email: Mapping[str, Value] = {"email": me[1]} if me[1] else {}
    yield _record(schema, "client", words.client, {}, known)
    yield _record(schema, "person", me[0] or words.person, {"type": team, **email}, known)
    links: Mapping[str, Value] = {"client": slug(words.client), "manager": person, "currency": words.currency}
    path, text = _record(schema, "project", words.project, links, known)
    due = (as_of + timedelta(days=14)).isoformat()
    body = f"\n{words.about}- [ ] {words.task} @{person} due:{due}\n"
    yield path.removesuffix(".md") + "/index.md", text + body


def _record(schema: Schema, name: str, title: str, values: Mapping[str, Value], known: Known) -> tuple[str, str]:
    kind: KindSpec = schema.kinds[name]
    folder = next((word for word in kind.folders if not word.isascii()), kind.plural) if known.chinese else kind.plural
    said = {kind.title_field: title, "status": state_word(kind, kind.states[0], known), **values}
    return f"{folder}/{slug(title)}.md", f"---\n{front_matter(kind, said, (), known)}---\n"
