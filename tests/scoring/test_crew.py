"""Jobs of one lane are done in their order, by whichever thread; the first failure in that order is told."""

from __future__ import annotations

import threading
import time

import pytest
from goalposts.scoring.filling.crew import Crew


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_jobs_of_a_lane_keep_their_order(threads):
    done = [[] for _ in range(5)]
    with Crew(threads) as crew:
        for number in range(100):
            crew.put(number, number % 5, lambda number=number: done[number % 5].append(number))
    assert done == [list(range(lane, 100, 5)) for lane in range(5)]


def test_the_first_failure_in_the_order_of_jobs_is_told_however_late_it_comes():
    late = threading.Event()

    def fails_late():
        late.wait(10)
        raise ValueError("job 0")

    def fails_early():
        late.set()
        raise ValueError("job 1")

    with pytest.raises(ValueError, match="job 0"), Crew(2) as crew:  # noqa: PT012  # the block is what is tested
        crew.put(0, 0, fails_late)
        crew.put(1, 1, fails_early)


def test_jobs_behind_a_failure_are_not_begun():
    begun = []
    with pytest.raises(OSError, match="gone"), Crew(1) as crew:  # noqa: PT012
        crew.put(0, 0, _raise)
        for number in range(1, 50):
            crew.put(number, 0, lambda number=number: begun.append(number))
        assert crew.failed
    assert begun == []


def _raise():
    raise OSError("gone")


def test_an_interrupt_of_who_gives_the_jobs_stops_them():
    begun = []
    with pytest.raises(KeyboardInterrupt), Crew(1) as crew:  # noqa: PT012
        crew.put(0, 0, lambda: time.sleep(0.05))
        crew.put(1, 0, lambda: begun.append(1))
        raise KeyboardInterrupt
    assert begun == []
    assert threading.active_count() == 1 or all(thread.daemon for thread in threading.enumerate()[1:])


def test_who_gives_jobs_waits_while_enough_are_waiting():
    """Memory stays bounded: at most the one at work and two more have been taken."""
    go, taken = threading.Event(), []

    def give():
        for number in range(9):
            crew.put(number, 0, lambda: go.wait(10))
            taken.append(number)

    with Crew(1) as crew:
        giver = threading.Thread(target=give)
        giver.start()
        time.sleep(0.2)
        waiting = len(taken)
        go.set()
        giver.join()
    assert waiting == 3
    assert taken == list(range(9))


def test_a_failure_of_who_gives_the_jobs_comes_after_theirs():
    """Reading failed at job 2, but job 1 had failed before it in the order of the source."""
    with pytest.raises(OSError, match="gone"), Crew(1) as crew:  # noqa: PT012
        crew.put(0, 0, lambda: time.sleep(0.05))
        crew.put(1, 0, _raise)
        raise KeyError
    with pytest.raises(KeyError), Crew(1) as crew:  # noqa: PT012
        crew.put(0, 0, lambda: time.sleep(0.05))
        raise KeyError
