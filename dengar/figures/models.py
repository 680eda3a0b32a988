"""
The figures, folded from the register: what is sealed, and nothing else. All of it can be made anew.

Only figures.operations writes here. No row holds a text, a name, or anything that the register's facts do not.
"""

from django.db import models

from dengar.ledger.models import LOG


class Case(models.Model):
    """What figures keep of one report: its marks (figures.marks), merged from its sealed entries in any order."""

    log = models.CharField(max_length=LOG)
    subject = models.CharField(max_length=32)  # the register's random name for the report
    marks = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "subject"], name="case_once")]

    def __str__(self) -> str:
        return self.subject


class Cell(models.Model):
    """
    How often one measure (figures.measures) occurred in a week, for one agency or the whole mall.

    :ivar week: its Monday, in the mall's time.
    :ivar agency: the agency's id, as the register names it; 0 for the whole mall.
    :ivar apart: of reports that go around the desk: only the overseer counts them.
    """

    log = models.CharField(max_length=LOG)
    agency = models.PositiveBigIntegerField()
    week = models.DateField()
    measure = models.CharField(max_length=40)
    apart = models.BooleanField()
    n = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "agency", "week", "measure", "apart"], name="cell_once"),
        ]
        # No index holds `n`: a cell that counts on is changed where it lies.
        indexes = [models.Index("log", "measure", "week", "agency", "apart", name="cell_beside")]

    def __str__(self) -> str:
        return f"{self.measure} {self.week}"


class Cursor(models.Model):
    """
    How far one log is folded. Whoever folds must change this row first, by a guarded UPDATE.

    :ivar folded: the first leaf that is not in the figures yet. Leaves have no gaps, so none is ever missed.
    :ivar rules: what was counted by; where that changes everything is folded anew.
    :ivar sealed_at: when the last checkpoint was signed that is wholly in the figures.
    """

    log = models.CharField(max_length=LOG, unique=True)
    folded = models.PositiveBigIntegerField(default=0)
    rules = models.CharField(max_length=60)
    sealed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.log} {self.folded}"
