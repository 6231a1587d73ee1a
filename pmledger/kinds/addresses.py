"""Where something is found: web and e-mail addresses, paths, languages and time zones."""

import re
from functools import cache
from zoneinfo import available_timezones

from pmledger.kinds.faults import fault
from pmledger.kinds.scalars import parse_line

LONGEST_URL = 2_000
URL = re.compile(r"(?:https?://[^\s/?#\\<>\"]+|mailto:[^\s@<>\"]+@)[^\s<>\"\\]*", re.IGNORECASE)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
LOCAL = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}")


def parse_url(given: object) -> str:
    """An http, https or mailto address."""
    text = parse_line(given)
    if len(text) > LONGEST_URL or not URL.fullmatch(text):
        raise fault("url_form", text)
    return text


def parse_email(given: object) -> str:
    """An e-mail address of the usual form: something, an at sign, a domain with a full stop."""
    text = parse_line(given)
    local, _, domain = text.rpartition("@")
    labels = domain.split(".")
    if len(text) > 254 or len(labels) < 2 or not LOCAL.fullmatch(local) or not all(map(LABEL.fullmatch, labels)):
        raise fault("email_form", text)
    return text


def parse_path(given: object) -> str:
    """A web address, or a path relative to the record's file, with forward slashes."""
    text = parse_line(given)
    if URL.fullmatch(text) and len(text) <= LONGEST_URL:
        return text
    if len(text) > LONGEST_URL or SCHEME.match(text) or text.startswith("/") or "\\" in text or not text:
        raise fault("path_form", text)
    return text


def parse_lang(given: object) -> str:
    """A language tag of BCP 47, such as `en` or `zh-CN`."""
    text = parse_line(given)
    if not LANG.fullmatch(text):
        raise fault("lang_form", text)
    return text


def parse_tz(given: object) -> str:
    """The IANA name of a time zone; on a machine without the zone data any well-formed name passes."""
    text = parse_line(given)
    zones = known_zones()
    if text not in zones and (zones or not re.fullmatch(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){0,2}", text)):
        raise fault("tz_unknown", text)
    return text


@cache
def known_zones() -> frozenset[str]:
    """The names this machine knows, read once and only when a zone is written somewhere."""
    return frozenset(available_timezones())
