"""Reading a language: normalized text, words, patterns, dates, names; the only reader of data/."""
