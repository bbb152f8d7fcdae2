"""What a Hindi word is: text → tokens → terms, the same for articles and for queries."""
