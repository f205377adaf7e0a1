"""A study's grid -> runs of its notebooks: only what is not done, each run in a process of its own."""
