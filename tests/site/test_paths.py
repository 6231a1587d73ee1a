import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings
from pmledger.site.address import OWN_NAMES, kind_folder, register_name
from pmledger.site.paths import LONGEST_NAME, from_root, href, portable, root_of

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@given(NAMES)
def test_names_are_portable(name):
    """No file system refuses the name: nothing forbidden by Windows, no device, no dot at its ends, not too long."""
    made = portable(name)
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', made)
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", made)
    assert not made.startswith(".")
    assert not made.endswith((".", " "))
    assert len(made.encode()) <= LONGEST_NAME
    assert made == unicodedata.normalize("NFC", made)


@given(NAMES, NAMES)
def test_two_names_never_become_one(one, other):
    """Different ids have different files."""
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (portable(one) == portable(other)) == same


def test_usual_ids_stay_as_they_are():
    """Ids of letters of any script, digits, hyphens, underscores and dots are their own file names."""
    for name in ("vendor-delay", "v1.2", "供应商延期", "a_b", "2026-03-05-steering"):
        assert portable(name) == name


def test_hrefs_are_encoded_and_relative():
    """Chinese is percent-encoded, the way goes up to the root, and what leads out or stays is left alone."""
    assert href("risk/apollo/延期.html") == "risk/apollo/%E5%BB%B6%E6%9C%9F.html"
    assert href("a:b.html") == "a%3Ab.html"
    assert from_root("index.html", root_of("risk/apollo/x.html")) == "../../index.html"
    assert from_root("https://x.example", "../") == "https://x.example"
    assert from_root("#top", "../") == "#top"
    assert from_root("mailto:a@b.example", "../") == "mailto:a@b.example"


def test_folders_of_pages_and_registers_never_meet():
    """No register's name is a kind's folder or a page of our own, whatever the plural is."""
    kinds = build_schema(Settings()).kinds.values()
    folders = {kind_folder(spec.name) for spec in kinds}
    registers = {register_name(spec) for spec in kinds}
    assert len(registers) == len(kinds)
    assert folders.isdisjoint(registers)
    assert (folders | registers).isdisjoint(OWN_NAMES)
