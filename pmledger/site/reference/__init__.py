"""What may be written: every kind with its fields and states, every fault with its explanation."""
