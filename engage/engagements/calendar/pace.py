"""How often one address is answered: whoever found it cannot keep the house busy with it."""

from __future__ import annotations

from collections import OrderedDict, deque
from threading import Lock
from uuid import UUID

MANY = 10_000


class Pace:
    """At most `limit` answers for each address within `seconds`. Kept in memory only."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit, self._seconds = limit, seconds
        self._seen: OrderedDict[UUID, deque[float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, address: UUID, now: float) -> bool:
        """Whether it is answered once more at `now`, a clock that only goes forward."""
        with self._lock:
            seen = self._seen.setdefault(address, deque())
            self._seen.move_to_end(address)
            while seen and seen[0] <= now - self._seconds:
                seen.popleft()
            if len(seen) >= self._limit:
                return False
            seen.append(now)
            while len(self._seen) > MANY:
                self._seen.popitem(last=False)
            return True
