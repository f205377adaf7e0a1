"""Quotes of a whole corpus -> the ledger: who told which utterance, with what changes."""
