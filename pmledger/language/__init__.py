"""Messages, labels, dates and numbers in the reader's language."""

from pmledger.language.translator import Translator, translator

__all__ = ["Translator", "translator"]
