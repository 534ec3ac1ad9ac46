"""The office's own implementing plan under a city's: tasks, sections, officers, dates, money, and its paper.

What the city asks stands in the room above (`tasks.obligations`); freezing and numbering the paper is
`reports.ward_plan`.
"""
