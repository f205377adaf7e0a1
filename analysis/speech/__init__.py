"""Quoted spans and mentions -> quotes (who says what, through which cue) and segments (whose voice each stretch is)."""
