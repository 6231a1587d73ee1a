"""What a code means, or all codes at a glance."""

import re
from collections.abc import Iterable

from pmledger.language.explanations import explanation
from pmledger.language.translator import Translator
from pmledger.show.tables import Heading, Table
from pmledger.show.text import SEVERITY_WORDS
from pmledger.source.diagnostic import Fault
from pmledger.source.message import N_


def as_text(fault: Fault, translator: Translator) -> str:
    """Code, name and severity, then the explanation as it is written, in Markdown."""
    severity = translator.text(SEVERITY_WORDS[fault.severity])
    return f"{fault.code} {fault.name} ({severity})\n\n{explanation(fault, translator.language).strip()}\n"


def as_data(fault: Fault, translator: Translator) -> dict[str, object]:
    return {
        "code": fault.code,
        "name": fault.name,
        "severity": str(fault.severity),
        "explanation": explanation(fault, translator.language).strip(),
    }


def overview(faults: Iterable[Fault], translator: Translator) -> Table:
    """All codes with their names, severities and first sentences."""
    headings = (Heading(N_("Code")), Heading(N_("Severity")), Heading(N_("Name")), Heading(N_("What it is")))
    return Table(
        tuple(Heading(translator.text(heading.text)) for heading in headings),
        tuple(
            (fault.code, translator.text(SEVERITY_WORDS[fault.severity]), fault.name, first_sentence(fault, translator))
            for fault in faults
        ),
    )


def first_sentence(fault: Fault, translator: Translator) -> str:
    paragraph = explanation(fault, translator.language).strip().partition("\n\n")[0]
    return re.split(r"(?<=[.。])\s", " ".join(paragraph.split()), maxsplit=1)[0]
