"""Documents: where they are kept, when somebody is to read them again, and until when they must be kept."""

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import urlsplit

from pmledger.analysis.standing import day
from pmledger.ledger.record import Record

SOON = timedelta(days=90)
"""How long before its end somebody wants to know that a document may soon go."""
IN_FORCE = frozenset({"approved", "published"})
STATES = ("draft", "in_review", "approved", "published", "obsolete")

SERVICES = (
    ("drive.google.com", "Google Drive"),
    ("docs.google.com", "Google Drive"),
    ("dropbox.com", "Dropbox"),
    ("onedrive.live.com", "OneDrive"),
    ("1drv.ms", "OneDrive"),
    ("sharepoint.com", "SharePoint"),
    ("sharepoint.cn", "SharePoint"),
    ("box.com", "Box"),
    ("notion.so", "Notion"),
    ("atlassian.net", "Confluence"),
    ("feishu.cn", "飞书"),
    ("larksuite.com", "Lark"),
    ("pan.baidu.com", "百度网盘"),
    ("docs.qq.com", "腾讯文档"),
    ("kdocs.cn", "金山文档"),
    ("yuque.com", "语雀"),
)
"""Services where files are shared, by the end of their host's name."""


def is_address(location: str) -> bool:
    """Whether a document is kept elsewhere on the web, not in the workspace."""
    return "://" in location


def service_of(location: str) -> str:
    """The name of the service that an address leads to, else its host; "" for a path."""
    if not is_address(location):
        return ""
    try:
        host = urlsplit(location).hostname or ""
    except ValueError:
        return ""
    known = (name for end, name in SERVICES if host == end or host.endswith(f".{end}"))
    return next(known, host.removeprefix("www."))


def review_late(document: Record, as_of: date) -> bool:
    """Whether a document in force was to be read again before the day."""
    by = day(document, "review_by")
    return document.status in IN_FORCE and by is not None and by < as_of


def review_soon(document: Record, as_of: date) -> bool:
    by = day(document, "review_by")
    return document.status in IN_FORCE and by is not None and as_of <= by <= as_of + SOON


def may_go(document: Record, as_of: date) -> bool:
    """Whether a document need not be kept any longer."""
    until = day(document, "retention_until")
    return until is not None and until < as_of


def may_go_soon(document: Record, as_of: date) -> bool:
    until = day(document, "retention_until")
    return until is not None and as_of <= until <= as_of + SOON


def by_type(documents: Iterable[Record]) -> dict[str, dict[str, int]]:
    """How many documents of each type stand in each state, the most frequent type first."""
    found: dict[str, dict[str, int]] = {}
    for document in documents:
        row = found.setdefault(document.text("type"), dict.fromkeys(STATES, 0))
        row[document.status] = row.get(document.status, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: (-sum(pair[1].values()), pair[0])))
