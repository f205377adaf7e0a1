"""What databases of newspapers write round the articles that they export, whatever kind of file it comes in."""
