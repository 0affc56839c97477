"""The public suffix list, as the package `publicsuffixlist` brings it; nothing is downloaded."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def registrable_domain(host: str) -> str | None:
    """Return the part of a host that somebody registered; None for a suffix itself.

    Below a suffix that a company lends, like `github.io`, that is the borrower's part.
    """
    domain: str | None = _suffixes().privatesuffix(host)
    return domain


@cache
def _suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # 70 ms with its list, and rarely needed

    return PublicSuffixList()
