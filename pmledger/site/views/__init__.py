"""The pages made by hand: one module a page, each a pure function from the book to views of plain data."""
