"""Compiled templates are kept beside the package's own modules, and can only ever save time."""

import sys

import pytest
from jinja2 import DictLoader, Environment

from pmledger.site import template_cache
from pmledger.site.template_cache import TemplateCache
from pmledger.site.theme import default_theme_folder, read_theme


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(template_cache, "place_of", lambda bucket: tmp_path / "cache" / bucket.key)
    return tmp_path / "cache"


def said(text):
    return Environment(loader=DictLoader({"a.html": text}), bytecode_cache=TemplateCache()).get_template("a.html").render(x=1)


def test_what_was_compiled_is_kept_until_its_text_changes(kept):
    """A second environment takes the code from the file; another text of the same name is compiled anew."""
    assert said("one {{ x }}") == "one 1"
    (file,) = kept.iterdir()
    first = file.read_bytes()
    file.write_bytes(first.replace(b"one ", b"two "))
    assert said("one {{ x }}") == "two 1"
    assert said("six {{ x }}") == "six 1"


@pytest.mark.parametrize("data", [b"", b"\0" * 16, b"nonsense", b"\xff" * 200, b"N"], ids=["empty", "zeros", "text", "bytes", "none"])
def test_a_broken_file_costs_time_only(kept, data):
    """Whatever lies there, also behind a right beginning, the template is compiled and the file made good."""
    said("one {{ x }}")
    (file,) = kept.iterdir()
    sound = file.read_bytes()
    for broken in (data, sound[:16] + data):
        file.write_bytes(broken)
        assert said("one {{ x }}") == "one 1"
        assert file.read_bytes() == sound


def test_where_nothing_may_be_written_nothing_is(kept, monkeypatch):
    """Python's own switch holds, and a folder that cannot be made is no fault."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said("one {{ x }}") == "one 1"
    assert not kept.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept.write_text("in the way")
    assert said("one {{ x }}") == "one 1"
    assert kept.read_text() == "in the way"


def test_only_the_installed_theme_is_kept(tmp_path):
    """Templates of a workspace or of another theme are compiled each time."""
    assert read_theme(default_theme_folder()).installed
    assert not read_theme(default_theme_folder(), {"note.html": b"mine"}).installed
    (tmp_path / "base.html").write_text("other")
    assert not read_theme(tmp_path).installed
