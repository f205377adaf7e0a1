"""Delivered files: found, told by their contents, and opened within limits."""
