"""What the panels of the main screen show: the three lists, the source pane, the words of the bars."""
