"""Words of articles -> which of them one outlet uses more than another, told apart from chance by article."""
