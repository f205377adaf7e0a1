"""What goes into a paper: tables in three lines, captions, the methods section, and the works that it cites."""
