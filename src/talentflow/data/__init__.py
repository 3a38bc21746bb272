"""No code: words, values, rules, organizations, cohorts, weights."""
