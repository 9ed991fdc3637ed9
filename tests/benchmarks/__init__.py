"""How fast it is: each benchmark measures against a named reference in the same run, and prints both."""
