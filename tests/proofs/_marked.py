"""Words for the proof `stolen` that cannot come from anywhere else."""


class Marked:
    """Sentences, names and contacts that cannot come from anywhere else."""

    def __init__(self, letters: str, digits: str) -> None:
        self.letters, self.digits, self.said = letters, digits, 0

    def word(self) -> str:
        self.said += 1
        return f"{self.letters}{self.said}"

    def sentence(self) -> str:
        return f"Kata {self.word()} begitu, dan jawab {self.word()} begini."

    @property
    def contact(self) -> dict[str, str]:
        return {"name": self.word().title(), "phone": f"08{self.digits}12", "email": f"{self.word()}@example.org"}
