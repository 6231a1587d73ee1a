"""A question that cannot be answered as it was asked."""

from pmledger.source.message import Message


class QuestionRefused(Exception):
    """What is wrong with the question, as a sentence that may name candidates."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class NoSuchRecord(QuestionRefused):
    """A name that no record has."""
