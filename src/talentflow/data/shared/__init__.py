"""Organizations and cohorts, whatever the language of the page."""
