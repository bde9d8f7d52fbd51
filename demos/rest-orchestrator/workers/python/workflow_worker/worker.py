"""A worker: it does the jobs of the actions that are registered with it, and leaves all others alone."""

import os
import queue
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple

from .attempts import Handler, attempt
from .progress import Progress
from .records import Incoming, Outgoing, announcements, job_of, outgoing

# jobs that one worker does side by side: one that waits for its next attempt holds up no other
JOBS_MAX = 16
RESEND_S = 1.0
POLL_S = 0.1


class _Closing(Exception):
    """The worker is being closed: the job is left to whoever reads it next."""


class Worker:
    """Keeps nothing: every job is safe in its topic until its result is.

    connect makes the connection to Kafka; tests give another one.
    """

    def __init__(self, log: Optional[Callable[[str], None]] = None, connect: Optional[Callable[..., Any]] = None) -> None:
        self._log = log or (lambda line: print(line, file=sys.stderr, flush=True))
        self._connect = connect
        self._handlers: Dict[str, Handler] = {}
        self._partitions: Dict[int, Progress] = {}
        self._done: "queue.SimpleQueue[Tuple[Progress, Incoming]]" = queue.SimpleQueue()
        self._closing = threading.Event()
        self._working = 0
        self._failure: Optional[BaseException] = None
        self._thread: Optional[threading.Thread] = None

    def register(self, action: str, handler: Handler) -> "Worker":
        """handler takes a job's input and the job, and returns the output. Raises ValueError when the action has one."""
        if self._thread is not None:
            raise ValueError("register before start")
        if action in self._handlers:
            raise ValueError(f"the action {action} is registered already")
        self._handlers[action] = handler
        return self

    def start(self, brokers: Optional[str] = None, group: str = "workflow-workers-python") -> None:
        """Joins the group and begins; returns when the actions are known to the gateway.

        brokers: host:port, with commas between; by default what KAFKA_BROKERS says.
        """
        if not self._handlers:
            raise ValueError("register an action before start")
        connect = self._connect
        if connect is None:
            from .kafka import Connection as connect
        self._group = group
        self._connection = connect(brokers or os.environ.get("KAFKA_BROKERS", "127.0.0.1:9092"), group, self._revoked, self._log)
        self._connection.send(announcements(self._handlers, group))
        self._thread = threading.Thread(target=self._run, name="worker")
        self._thread.start()
        self._log(f"worker ready: {', '.join(self._handlers)} as {group}")

    def join(self) -> None:
        """Returns when the worker has been closed. Raises what ended it otherwise: start it anew, nothing is lost."""
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(0.5)  # so that signals are heard in between
        if self._failure is not None:
            raise self._failure

    def close(self) -> None:
        """Leaves the group. Jobs that wait for their next attempt are left to the others."""
        self._closing.set()

    def _run(self) -> None:
        try:
            with ThreadPoolExecutor(JOBS_MAX, "job") as pool:
                try:
                    while not self._closing.is_set():
                        self._connection.pause(self._working >= JOBS_MAX)
                        record = self._connection.poll(POLL_S if self._done.empty() else 0)
                        if record is not None:
                            self._take(record, pool)
                        self._commit()
                finally:
                    self._closing.set()
            self._commit()
        except BaseException as error:
            self._failure = error
        finally:
            self._connection.close()

    def _take(self, record: Incoming, pool: ThreadPoolExecutor) -> None:
        progress = self._partitions.setdefault(record.partition, Progress())
        if progress.begin(record.offset):
            self._working += 1
            work = pool.submit(self._work, record)
            work.add_done_callback(lambda done: self._finished(done.exception(), record, progress))

    def _finished(self, error: Optional[BaseException], record: Incoming, progress: Progress) -> None:
        if error is None:
            self._done.put((progress, record))
        elif not isinstance(error, _Closing):
            self._failure = error
            self._closing.set()

    def _commit(self) -> None:
        offsets: Dict[int, int] = {}
        while not self._done.empty():
            progress, record = self._done.get()
            self._working -= 1
            offset = progress.done(record.offset)
            if offset is not None and self._partitions.get(record.partition) is progress:
                offsets[record.partition] = offset
        if not offsets:
            return
        try:
            self._connection.commit(offsets)
        except Exception as error:
            self._log(f"what is done could not be committed, and may come again: {error}")

    def _revoked(self, partitions: Iterable[int]) -> None:
        self._commit()
        for partition in partitions:
            self._partitions.pop(partition, None)

    def _work(self, record: Incoming) -> None:
        job = job_of(record.value)
        if job is None:
            self._log(f"no job at offset {record.offset} of partition {record.partition}")
            return
        handler = self._handlers.get(job.action)
        if handler is not None:
            self._deliver(outgoing(record, job, attempt(job, handler, self._sleep, self._log), self._group))

    def _deliver(self, records: List[Outgoing]) -> None:
        """Tries until the brokers have it: a job without a result would be done again."""
        for record in records:
            while True:
                try:
                    self._connection.send([record])
                    break
                except Exception as error:
                    self._log(f"cannot send to {record.topic}, again in {RESEND_S} s: {error}")
                    self._sleep(RESEND_S)

    def _sleep(self, seconds: float) -> None:
        if self._closing.wait(seconds):
            raise _Closing()
