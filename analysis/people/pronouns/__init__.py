"""Whom a pronoun means: the scene, what speaks for each person in it, and the shares that follow."""
