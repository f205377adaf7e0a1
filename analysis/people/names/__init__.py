"""Who is named: people of the study by their names, and everybody else whose name is surely a person's."""
