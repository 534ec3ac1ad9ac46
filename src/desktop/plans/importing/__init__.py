"""Plans of other authorities: reading the annex of a paper into a draft that says what in it was guessed."""
