"""A coded sample + what the measures say -> agreement of coders, error of each measure, corrected estimates."""
