"""One function per objection, in one flat tuple."""
