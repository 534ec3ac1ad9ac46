"""Lists of people as offices keep them: reading any, previewing, taking over, writing them again."""
