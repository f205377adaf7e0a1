"""Sentences and a codebook -> frame hits with their scope, holder and target; balance on each axis."""
