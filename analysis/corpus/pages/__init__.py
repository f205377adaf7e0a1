"""A saved page of a news site -> the article on it, and what the page says of the article."""
