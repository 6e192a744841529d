"""Clients that go on asking, each over one connection, until they are told to stop."""

import collections
import threading
import time

from live import Client

NEARLY_A_SECOND = 0.9


class Load:
    """Each begins at another of `targets`, and rests for `pause` seconds between two requests.  A status that is
    none of `good` is wrong, and so is an answer that breaks off; what is wrong is printed."""

    def __init__(self, port, targets, clients=2, good=(200,), pause=0.0):
        self.targets = targets
        self.pause = pause
        self.good = good
        self.over = threading.Event()
        self.statuses = collections.Counter()
        self.wrong = []
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self._ask, args=(Client(port), i)) for i in range(clients)]
        for thread in self.threads:
            thread.start()

    def _ask(self, client, turn):
        last = begun = time.monotonic()
        try:
            while not self.over.is_set():
                target = self.targets[turn % len(self.targets)]
                turn += 1
                begun = time.monotonic()
                answer = client.ask(target)
                last = time.monotonic()
                with self.lock:
                    self.statuses[answer.status] += 1
                    if answer.status not in self.good:
                        self.wrong.append(f"{target}: {answer.status} {answer.body[:200]}")
                if answer.header("connection") == "close":
                    return
                self.over.wait(self.pause)
        except Exception as error:  # an answer that broke off, a connection that was reset
            # A server that stops closes what has been idle for a second: on a slow machine, this one.
            if not isinstance(error, ConnectionError) or begun - last < NEARLY_A_SECOND:
                with self.lock:
                    self.wrong.append(f"{target}: {error!r}")
        finally:
            client.close()

    def answered(self):
        with self.lock:
            return sum(self.statuses.values())

    def finish(self):
        self.over.set()
        for thread in self.threads:
            thread.join()
        for text in self.wrong[:5]:
            print(text)
        return self.statuses
