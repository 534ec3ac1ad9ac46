"""The page of plans and tasks: take a plan on, see what is owed and when, report progress."""
