"""The window of the working calendar."""
