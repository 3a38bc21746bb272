"""The order of the stations, and the runners that carry it out."""
