"""The screens: the main one, a whole dispatch, the help, the problems."""
