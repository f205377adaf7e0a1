"""Who is described: "her husband", "the rapper", "the couple"."""
