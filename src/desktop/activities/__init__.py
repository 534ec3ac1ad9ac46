"""Activities with the ward's intellectuals: who took part, what they said, what became of it, their papers.

What a plan asks of the office and the progress on it stand in `tasks`; the record of a person in `people`.
"""
