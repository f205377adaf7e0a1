"""The tables of a whole corpus -> the tidy tables that charts and sentences take."""
