from datetime import date

import pytest
from ledgers import ACME, read

from pmledger.analysis.documents import by_type, may_go, may_go_soon, review_late, review_soon, service_of


@pytest.mark.parametrize(
    ("location", "service"),
    [
        ("https://drive.google.com/file/d/1", "Google Drive"), ("https://docs.google.com/document/d/1", "Google Drive"),
        ("https://www.dropbox.com/scl/1", "Dropbox"), ("https://acme.sharepoint.com/sites/a", "SharePoint"),
        ("https://evil-sharepoint.com/a", "evil-sharepoint.com"), ("https://www.example.com/a", "example.com"),
        ("plans/a.pdf", ""), ("http://[broken", ""),
    ],
)  # fmt: skip
def test_the_service_by_its_host(location, service):
    """A service is known by the end of its host's name, another address by its host, a path by none."""
    assert service_of(location) == service


def test_what_is_to_be_read_again_and_what_may_go():
    """Only what is in force is to be read again; a day itself is not late; ninety days are soon."""
    head = "type: plan, location: 'https://a.example/x', version: 1, approved_by: mei, approved_on: 2026-01-01"
    rows = (
        "status: approved, review_by: 2026-06-29", "status: approved, review_by: 2026-06-30",
        "status: draft, review_by: 2026-06-29", "status: published, retention_until: 2026-06-29",
        "status: published, retention_until: 2026-09-28", "status: published, retention_until: 2026-09-29",
    )  # fmt: skip
    listed = "".join(f"  - {{id: d{at}, title: D{at}, {head}, {row}}}\n" for at, row in enumerate(rows))
    found = read(
        f"{ACME}-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ndocuments:\n{listed}---\n"
    )
    day, documents = date(2026, 6, 30), found.ledger.of("document")
    assert [review_late(one, day) for one in documents] == [True, False, False, False, False, False]
    assert [review_soon(one, day) for one in documents] == [False, True, False, False, False, False]
    assert [may_go(one, day) for one in documents] == [False, False, False, True, False, False]
    assert [may_go_soon(one, day) for one in documents] == [False, False, False, False, True, False]
    assert by_type(documents)["plan"]["published"] == 3
