"""talentflow: a sourced ledger of career moves read from public news."""

__version__ = "0.1.0"
