"""The store: SQLite, append and close, never update in place."""

from talentflow.ledger.view import Filters, Hit, View
from talentflow.ledger.writer import Ledger

__all__ = ["Filters", "Hit", "Ledger", "View"]
