"""What can go wrong, said in one line that names the value and the mend. The library raises; the command line exits."""

from __future__ import annotations


class QuotesError(Exception):
    """Base of every error that a user can mend."""


class InputError(QuotesError):
    """A file, text, table or option holds something that cannot be taken."""


class ContradictionError(InputError):
    """Two things that were told cannot both be true; the command line calls that wrong usage."""


class FetchError(QuotesError):
    """A URL could not be read, or must not be."""


class StoreError(QuotesError):
    """The store cannot be opened, read or written, or has a newer schema."""


class NotFoundError(QuotesError):
    """No quote, article, actor or change answers to what was given."""


class AmbiguousError(QuotesError):
    """More than one quote, article or actor answers to what was given."""


class MissingExtraError(QuotesError):
    """An optional library is needed for this."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional library: pip install '.[{extra}]' in the checkout")
