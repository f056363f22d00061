"""What people look at: findings, differences, reports."""
