"""The windows in which papers about a task's term are entered."""
