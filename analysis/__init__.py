"""Read how news outlets tell one story: quotes, sentiment and frames, each number followed back to a sentence."""
