"""The store: SQLite, append and close, never update in place."""

from talentflow.ledger.view import Clock, Filters, Hit, View
from talentflow.ledger.writer import Ledger

__all__ = ["Clock", "Filters", "Hit", "Ledger", "View"]
