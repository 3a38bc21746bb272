"""Bytes to documents: decoding, page furniture, metadata, refusals."""

from talentflow.documents.read import Inputs, count, read

__all__ = ["Inputs", "count", "read"]
