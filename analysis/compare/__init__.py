"""The tables of a whole corpus -> outlets and times side by side."""
