"""Who works here: users, roles and rights, the keys that open the database, and the opened office.

`office.open_office` is the one place that joins the parts; pages, commands and tests receive its `Office`.
"""
