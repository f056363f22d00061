"""Secrets without a provider's mark: told by place, by what is said of them, by how random they are."""
