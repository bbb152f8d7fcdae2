"""One small reader per input format; each turns bytes into articles or a stated refusal."""
