"""Why an edit was not made, as a sentence for the person who asked for it."""

from pmledger.source.message import Message


class EditRefused(Exception):
    """Nothing was written; `message` says why, `candidates` what may have been meant."""

    def __init__(self, message: Message, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(str(message))
        self.message = message
        self.candidates = candidates
