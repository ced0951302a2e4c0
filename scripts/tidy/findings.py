"""What a rule finds."""
from dataclasses import dataclass, field


@dataclass
class Finding:
    """A figure held against a bound. `name` says of what, without blanks; `details` say where, when it is over."""

    rule: str
    name: str
    value: int
    bound: int
    details: list = field(default_factory=list)

    @property
    def is_over(self):
        return self.value > self.bound
