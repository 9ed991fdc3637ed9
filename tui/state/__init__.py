"""What is kept from one session to the next, in small files of the user's own."""
