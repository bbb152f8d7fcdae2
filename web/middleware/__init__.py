"""What every request and response passes, whatever page it is for."""
