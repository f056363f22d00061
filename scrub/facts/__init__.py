"""What is known of accounts and conversations, which eligibility is decided on, and where it is read."""
