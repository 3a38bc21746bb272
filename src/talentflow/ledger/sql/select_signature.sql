SELECT body FROM signatures WHERE doc_hash = ?
