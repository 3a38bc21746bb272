"""The exceptions callers may catch.

    TalentflowError            anything this package raises on purpose; the CLI shows one line and exits 2
    ├── InputError             a path, option or file the user gave cannot be used
    ├── DataError              a file of our own data/ breaks its contract (id named)
    ├── EvidenceError          a quote does not stand where its span says
    └── LedgerError            the ledger file cannot be opened, read or written
        ├── LedgerBusy         another writer holds it
        └── LedgerCorrupt      SQLite says the file is damaged, or it is not a ledger

Bad *documents* are not exceptions: they become `model.document.Refusal`.
"""


class TalentflowError(Exception):
    """Root of the tree."""


class InputError(TalentflowError):
    """A path, option or file the user gave cannot be used."""


class DataError(TalentflowError):
    """A file of our own data breaks its contract."""


class EvidenceError(TalentflowError):
    """A quote does not stand where its span says."""


class LedgerError(TalentflowError):
    """The ledger file cannot be opened, read or written."""


class LedgerBusy(LedgerError):
    """Another writer holds the ledger."""


class LedgerCorrupt(LedgerError):
    """The file is damaged, or it is not a ledger."""
