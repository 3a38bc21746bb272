-- A withdrawn document counts: reading it again does not bring it back.
SELECT 1 FROM documents WHERE hash = ?
