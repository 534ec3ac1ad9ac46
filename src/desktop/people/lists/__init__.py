"""Lists of people that an office asks for again: questions in words, saved lists with their columns."""
