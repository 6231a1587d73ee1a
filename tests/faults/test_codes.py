import re

import pytest
from balance.money.planted_money import CODES as MONEY
from balance.money.planted_money import FAULTY as UNPAID
from balance.registers.planted_registers import CODES as REGISTERS
from balance.registers.planted_registers import FAULTY as UNBALANCED
from planted import WORKSPACE, marked, sound
from planted_bytes import PLACES, plant_bytes
from planted_settings import FAULTY
from workspaces import snapshot_of, write_files

from pmledger.ledger.faults import FAULTS as LEDGER
from pmledger.reader.faults import FAULTS as READER
from pmledger.rules.rules import RULES
from pmledger.source.diagnostic import Diagnostic, Fault
from pmledger.workspace.faults import FAULTS as WORKSPACE_FAULTS
from pmledger.workspace.load import load

GROUPS = {
    "reader": READER,
    "ledger": LEDGER,
    "rules": tuple(rule.fault for rule in RULES),
    "workspace": WORKSPACE_FAULTS,
}
ALL: tuple[Fault, ...] = tuple(fault for group in GROUPS.values() for fault in group)
MEND = re.compile(
    r"^(?:Mend it: )?(?:Write|Add|Set|Delete|Correct|Remove|Give|Name|Move|Merge|Mark|Reduce|Replace|Refer|Say|Look|"
    r"Approve|Tell|Was it|Close|Bring|Rename|Shorten|Open|Save|Do it|Put|Keep|Split|Restore|Use|Indent|Please|Change|Choose|Answer|Ask)",
    re.IGNORECASE,
)
VALUE_OF_OURS = frozenset({"PM006", "PM007", "PM008", "PM038", "PM039", "PM060", "PM999"})
"""Codes about a file or its size, where no text is at fault."""


def test_codes_and_names_are_unique() -> None:
    """No two faults share a code or a name."""
    assert len({fault.code for fault in ALL}) == len(ALL)
    assert len({fault.name for fault in ALL}) == len(ALL)


@pytest.mark.parametrize("group", GROUPS)
def test_codes_are_in_order(group: str) -> None:
    """Within its folder every list of faults goes by code."""
    codes = [fault.code for fault in GROUPS[group]]
    assert codes == sorted(codes)


def test_names_and_codes_have_one_form() -> None:
    """A code is PM and three digits, a name is of words in lower case with hyphens."""
    assert [fault.code for fault in ALL if not re.fullmatch(r"PM\d{3}", fault.code)] == []
    assert [fault.name for fault in ALL if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", fault.name)] == []


def test_explanations_say_how_to_mend() -> None:
    """An explanation has a sentence on what is wrong, at least three lines, and a sentence that says what to do."""
    for fault in ALL:
        lines = fault.explanation.strip().splitlines()
        paragraphs = [each for each in "\n".join(lines).split("\n\n") if not each.startswith(("```", "Example"))]
        sentences = re.split(r"(?<=[.:?])\s+", " ".join(paragraphs[1:]).replace("\n", " "))
        assert len(lines) >= 3, fault.code
        assert paragraphs[0].rstrip().endswith((".", ":")), fault.code
        assert any(MEND.match(sentence) for sentence in sentences), f"{fault.code}: {fault.explanation}"
        assert all(len(line) <= 120 for line in lines), fault.code


def test_every_code_is_planted() -> None:
    """The planted workspaces have a fault of each code that exists, and of none that does not."""
    planted = {code for *_, code in (*marked(WORKSPACE), *marked(FAULTY), *PLACES)} | REGISTERS | MONEY
    assert planted == {fault.code for fault in ALL}


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Diagnostic, str]]:
    """All diagnostics of the planted workspaces, each with the text of its file."""
    root = write_files(tmp_path_factory.mktemp("planted"), sound(WORKSPACE))
    plant_bytes(root)
    others = [snapshot_of(tmp_path_factory.mktemp("other"), text) for text in (sound(FAULTY), UNBALANCED, UNPAID)]
    return [
        (fault, source.text if (source := snapshot.files.sources.get(fault.span.path)) else "")
        for snapshot in (load(root), *others)
        for fault in snapshot.diagnostics
    ]


def test_spans_lie_inside_the_file(reported: list[tuple[Diagnostic, str]]) -> None:
    """A span begins and ends at characters that the file has, the end not before the beginning."""
    outside = []
    for fault, text in reported:
        lines, span = text.split("\n"), fault.span
        begins = span.line <= len(lines) and span.column <= len(lines[span.line - 1]) + 1
        ends = span.end_line <= len(lines) and span.end_column <= len(lines[span.end_line - 1]) + 1
        if not begins or not ends or (span.end_line, span.end_column) < (span.line, span.column):
            outside.append((str(span), span.end_line, span.end_column, fault.code))
    assert outside == []


def test_spans_are_narrow(reported: list[tuple[Diagnostic, str]]) -> None:
    """Only what cannot be told by a shorter text takes more than one line: nothing here does."""
    assert [str(fault.span) for fault, _ in reported if fault.span.end_line - fault.span.line > 0] == []


def test_messages_name_the_offending_text(reported: list[tuple[Diagnostic, str]]) -> None:
    """The text at fault stands in the message, or under the caret where a whole construct is meant."""
    silent = []
    for fault, text in reported:
        span, lines = fault.span, text.split("\n")
        shown = lines[span.line - 1][span.column - 1 : span.end_column - 1] if span.line <= len(lines) else ""
        if fault.code not in VALUE_OF_OURS and not shown and fault.found not in str(fault.message):
            silent.append((str(span), fault.code, fault.found, str(fault.message)))
    assert silent == []


def test_messages_are_sentences_without_gaps(reported: list[tuple[Diagnostic, str]]) -> None:
    """No message or help has a blank too many or a word of Python's left in it, and no message ends like a paragraph."""
    bad = re.compile(r"  |\bNone\b|Decimal|<class|'\w+': ")
    told = [
        (fault.code, str(part)) for fault, _ in reported for part in (fault.message, fault.help) if part is not None
    ]
    assert [one for one in told if bad.search(one[1])] == []
    assert [str(fault.message) for fault, _ in reported if str(fault.message).endswith((".", " "))] == []
