"""How far a partition is done."""

from typing import Dict, Optional


class Progress:
    """Jobs of one partition are done side by side; its offset moves on when all before it are done."""

    def __init__(self) -> None:
        self._open: Dict[int, bool] = {}  # in the order of the offsets: whether each is done

    def begin(self, offset: int) -> bool:
        """False for an offset that is being worked on already: the same ones may come again."""
        if offset in self._open:
            return False
        self._open[offset] = False
        return True

    def done(self, offset: int) -> Optional[int]:
        """The offset to commit: that of the next record to read; None when it has not moved."""
        if offset in self._open:
            self._open[offset] = True
        committable = None
        for at in list(self._open):
            if not self._open[at]:
                break
            del self._open[at]
            committable = at + 1
        return committable
