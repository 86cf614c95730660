"""Makes the next thing while somebody works with the one before."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

T = TypeVar("T")


def read_ahead(jobs: Iterable[Callable[[], T]]) -> Generator[T, None, None]:
    """Yield what jobs give, in their order; another thread is one ahead.

    >>> list(read_ahead([lambda: 1, lambda: 2, lambda: 3]))
    [1, 2, 3]
    """
    from concurrent.futures import ThreadPoolExecutor

    waiting = iter(jobs)
    first = next(waiting, None)
    if first is None:
        return
    with ThreadPoolExecutor(1, "read-ahead") as pool:
        ahead = pool.submit(first)
        for job in waiting:
            found = ahead.result()
            ahead = pool.submit(job)
            yield found
        yield ahead.result()
