"""What the program asks of the machine around it: folders, environment, clock, browser, encoding."""
