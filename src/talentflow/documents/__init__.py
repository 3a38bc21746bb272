"""Bytes to documents: decoding, page furniture, metadata, refusals."""
