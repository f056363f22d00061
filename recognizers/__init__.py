"""What there is to find in one text: entity types, rules, recognizers."""

from recognizers.span import Span

__all__ = ["Span"]
