"""Sentiment: the valence of sentences, and sentiment by holder and target."""
