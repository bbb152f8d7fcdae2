"""What lies on disk: immutable generations of segments, published atomically, durable before they are named."""
