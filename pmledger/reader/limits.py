"""How large a file and its parts may be; past a limit a fault is reported and nothing more is read."""

FILE_BYTES = 2 * 1024 * 1024
FRONT_MATTER_BYTES = 1024 * 1024
BODY_BYTES = 1024 * 1024
DEPTH = 20
KEYS = 1000
NODES = 200_000
NAME_BYTES = 240


def exceeds(text: str, limit: int) -> bool:
    """Whether a text takes more than `limit` bytes in UTF-8, encoding it only when that is in doubt."""
    if len(text) > limit:
        return True
    return len(text) * 4 > limit and len(text.encode("utf-8", "surrogatepass")) > limit
