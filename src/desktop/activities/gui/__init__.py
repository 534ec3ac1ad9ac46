"""The page of activities: the list, one activity beside it, its people, its opinions, its papers."""
