"""`comptoir.toml [reminders]`: when unpaid invoices are reminded."""

from pydantic import Field, field_validator

from comptoir.settings.model import Model


class ReminderSettings(Model):
    after: tuple[int, int, int] = (10, 30, 60)  # days late of each level
    between: int = Field(10, ge=1, le=365)  # days from one reminder to the next
    pay_within: int = Field(8, ge=1, le=90)  # days that a formal notice leaves

    @field_validator("after")
    @classmethod
    def _rises(cls, after: tuple[int, int, int]) -> tuple[int, int, int]:
        if not 1 <= after[0] < after[1] < after[2] <= 1000:
            raise ValueError("trois nombres de jours qui montent sont attendus : [10, 30, 60]")
        return after
