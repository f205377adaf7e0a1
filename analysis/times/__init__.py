"""Articles and sentences -> narrated times: the days and years that a text tells of."""
