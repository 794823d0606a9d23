"""Processes beside this one: called in order, and nobody waits without end for one that dies, stops or never starts."""

import asyncio
import os
import signal
import time
from concurrent.futures import BrokenExecutor
from multiprocessing import reduction

import pytest

from ipofacts.service.helper import Helper

LARGE = bytes(3_000_000)  # many times what a pipe or a socket holds


async def begun() -> tuple[Helper, int]:
    helper = Helper()
    await helper.begin()
    return helper, helper._process.pid


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


async def until(holds) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.02)


def test_calls_are_answered_in_order_and_the_process_ends():
    async def go():
        helper, pid = await begun()
        assert await helper.run(os.getpid) == pid != os.getpid()
        answers = await asyncio.gather(*(helper.run(pow, 2, n) for n in range(20)), helper.run(len, LARGE))
        assert answers == [*(2**n for n in range(20)), len(LARGE)]
        last = asyncio.create_task(helper.run(len, LARGE))
        await asyncio.sleep(0)
        await helper.close()
        assert await last == len(LARGE)
        await until(lambda: gone(pid))
        with pytest.raises(BrokenExecutor):
            await helper.run(os.getpid)

    asyncio.run(go())


def test_a_call_that_fails_or_is_given_up_costs_no_other(caplog):
    async def go():
        helper, pid = await begun()
        left = asyncio.create_task(helper.run(time.sleep, 0.2))
        await asyncio.sleep(0)
        left.cancel()
        with pytest.raises(BrokenExecutor):
            await helper.run(int, "secret")
        assert await helper.run(os.getpid) == pid
        helper.kill()

    asyncio.run(go())
    assert "a function failed" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_one_that_dies_or_stops_while_it_starts_holds_up_nobody(how):
    """It has read nothing of what it was given yet, which is more than fits between the two."""

    async def go():
        helper, pid = await begun()
        os.kill(pid, how)
        asked = asyncio.create_task(helper.run(len, LARGE))
        if how == signal.SIGSTOP:
            await asyncio.sleep(0.3)
            assert not asked.done()
            helper.kill()
        with pytest.raises(BrokenExecutor):
            await asyncio.wait_for(asked, 30)
        helper.kill()
        await until(lambda: gone(pid))

    asyncio.run(go())


def test_what_a_process_starts_with_fits_into_a_pipe(monkeypatch):
    """Else whoever starts it waits until it has read all, without end if it dies before."""
    sizes: list[int] = []

    async def go():
        helper, _ = await begun()
        helper.kill()

    monkeypatch.setattr(reduction, "dump", _measured(reduction.dump, sizes))
    asyncio.run(go())
    assert 0 < max(sizes) < 16_000


def _measured(dump, sizes):
    def measured(given, file, protocol=None):
        dump(given, file, protocol)
        sizes.append(file.tell())

    return measured


def test_who_wants_to_know_is_told_that_it_ended_by_itself():
    async def go():
        told = []
        helper, pid = await begun()
        helper.lost = lambda: told.append(pid)
        os.kill(pid, signal.SIGKILL)
        await until(lambda: told)
        helper.kill()
        other, _ = await begun()
        other.lost = lambda: told.append(0)
        await other.close()
        third, _ = await begun()
        third.lost = lambda: told.append(0)
        third.kill()
        await asyncio.sleep(0.2)
        assert told == [pid]

    asyncio.run(go())
