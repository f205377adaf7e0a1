"""Sentences and the study's people -> mentions: names, descriptions, pronouns; each resolved or left open."""
