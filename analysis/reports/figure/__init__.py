"""A chart -> its picture, table and passport; a passport -> the figure again."""
