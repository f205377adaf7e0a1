"""How well each step agrees with people: one module a measurement, run by name."""
