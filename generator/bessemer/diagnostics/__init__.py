"""What is wrong with an input, as data, with printers for people and machines. Imports document only."""
