"""What a record says of an article: which column is which, dates, ids, what a file name tells."""
