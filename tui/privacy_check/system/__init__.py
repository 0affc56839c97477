"""What the program asks of the machine: folders, environment, clock, browser, encoding."""
