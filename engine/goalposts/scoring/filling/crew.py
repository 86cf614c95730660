"""Threads that work on numbered jobs: those of one lane in their order, lanes side by side.

Which thread works on a lane changes nothing of what the lane computes.
"""

from __future__ import annotations

from collections.abc import Callable
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, Final

from attrs import define, field

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

Job = Callable[[], None]

_WAITING: Final = 2  # jobs a thread: enough that none runs dry, few enough that memory stays bounded


@define(eq=False)
class Crew:
    """Use it in a `with` block, at whose end all jobs are done, or the first failure in their order is raised.

    A failure in the block itself comes after the jobs that were given before it; an interrupt comes first.
    """

    threads: int
    _queues: list[Queue[tuple[int, Job] | None]] = field(init=False, factory=list)
    _workers: list[Thread] = field(init=False, factory=list)
    _failures: dict[int, BaseException] = field(init=False, factory=dict)
    _next: int = field(init=False, default=0)

    def __enter__(self) -> Self:
        for _ in range(self.threads):
            queue: Queue[tuple[int, Job] | None] = Queue(_WAITING)
            worker = Thread(target=self._work, args=(queue,), daemon=True)
            self._queues.append(queue)
            self._workers.append(worker)
            worker.start()
        return self

    def put(self, number: int, lane: int, job: Job) -> None:
        """Have a job done; waits while its thread has enough to do. Numbers must ascend."""
        self._next = number + 1
        self._queues[lane % self.threads].put((number, job))

    @property
    def failed(self) -> bool:
        """Whether it makes no sense to go on."""
        return bool(self._failures)

    def _work(self, queue: Queue[tuple[int, Job] | None]) -> None:
        while (found := queue.get()) is not None:
            number, job = found
            if all(number < failed for failed in tuple(self._failures)):
                try:
                    job()
                except BaseException as failure:  # noqa: BLE001  # raised again by the thread that waits
                    self._failures[number] = failure

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        if failure is not None:
            self._failures[self._next if isinstance(failure, Exception) else -1] = failure
        for queue in self._queues:
            queue.put(None)
        for worker in self._workers:
            worker.join()
        first = self._failures[min(self._failures)] if self._failures else None
        if first is not None and first is not failure:
            raise first
