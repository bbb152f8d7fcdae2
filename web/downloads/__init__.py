"""What readers take away: exports, feeds and tables."""
