"""After each wrong key a client waits longer; time and the right key end it."""

from isdata.data.access import Attempts
from isdata.data.access.attempts import FORGOTTEN_AFTER, MOST_CLIENTS


def test_each_wrong_key_doubles_the_wait_up_to_a_minute() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    waits = []
    for _attempt in range(12):
        waits.append(attempts.failed("a")[2])
        now[0] += waits[-1]
        assert attempts.wait("a") == 0

    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]


def test_a_day_of_guessing_tries_about_a_thousand_keys() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    tried = 0
    while now[0] < 24 * 3600:
        if not attempts.wait("a"):
            attempts.failed("a")
            tried += 1
        now[0] += 0.5

    assert tried < 24 * 60 + 10


def test_the_right_key_and_an_hour_end_the_count() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    for client in ("a", "b"):
        for _attempt in range(5):
            attempts.failed(client)
    attempts.succeeded("a")

    assert attempts.failed("a")[0] == 1
    now[0] += FORGOTTEN_AFTER + 1
    attempts.failed("c")
    assert attempts.failed("b")[0] == 1


def test_many_clients_fill_no_memory() -> None:
    attempts = Attempts(lambda: 0.0)
    for number in range(MOST_CLIENTS + 10):
        attempts.failed(str(number))

    assert len(attempts._records) <= MOST_CLIENTS
    assert attempts.failed(str(MOST_CLIENTS + 9))[0] == 2
