"""Notebooks and a study's grid -> executed notebooks, pages, and figures with their passports."""
