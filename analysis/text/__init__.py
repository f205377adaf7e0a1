"""Articles -> clean text, sections, sentences and quoted spans, each character followed back to the raw document."""
