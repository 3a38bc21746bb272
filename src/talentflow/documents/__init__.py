"""Bytes to documents: decoding, page furniture, metadata, refusals."""

from talentflow.documents.read import Inputs, read

__all__ = ["Inputs", "read"]
