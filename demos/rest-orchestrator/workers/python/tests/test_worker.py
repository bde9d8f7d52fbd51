"""Without Kafka: python3 -m unittest discover -s workers/python -t workers/python"""

import json
import queue
import threading
import unittest
from typing import Any, Dict, List, Optional

from workflow_worker.attempts import OUTPUT_BYTES_MAX, Done, Failed, Job, attempt
from workflow_worker.progress import Progress
from workflow_worker.records import Incoming, Outgoing, job_of
from workflow_worker.worker import Worker

PATIENCE_S = 30


def job(run: str, action: str) -> bytes:
    return json.dumps({"jobId": f"{run}~1", "runId": run, "action": action, "input": {"n": 1}}).encode()


class AttemptsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.pauses: List[float] = []
        self.lines: List[str] = []

    def tried(self, handler: Any) -> Any:
        return attempt(Job("r~1", "r", "a", {"n": 2}), handler, self.pauses.append, self.lines.append)

    def test_what_the_handler_returns_is_the_output_3_05(self) -> None:
        self.assertEqual(self.tried(lambda order, job: {"twice": order["n"] * 2}), Done('{"twice": 4}'))
        self.assertEqual(self.tried(lambda order, job: None), Done("null"))
        self.assertEqual(self.pauses, [])

    def test_a_handler_that_fails_is_called_three_times_more_a_second_apart_3_06(self) -> None:
        self.assertEqual(self.tried(lambda order, job: order["cover"]), Failed("'cover'"))
        self.assertEqual(self.pauses, [1.0, 1.0, 1.0])
        self.assertEqual((len(self.lines), self.lines[3]), (4, "job r~1 (a): attempt 4 of 4 failed: 'cover'"))

    def test_a_later_attempt_may_succeed_3_06(self) -> None:
        self.assertEqual(self.tried(lambda order, job: 1 // len(self.pauses)), Done("1"))

    def test_an_output_that_cannot_be_sent_is_a_failure_3_06(self) -> None:
        self.assertEqual(self.tried(lambda order, job: "x" * OUTPUT_BYTES_MAX), Failed("the output has 900002 bytes, more than 900000"))
        self.assertIsInstance(self.tried(lambda order, job: object()), Failed)
        self.assertEqual(self.tried(lambda order, job: {}["x" * OUTPUT_BYTES_MAX]), Failed("'" + "x" * 9_999))
        self.assertIsInstance(self.tried(lambda order, job: float("nan")), Failed)


class ProgressTest(unittest.TestCase):
    def test_moves_on_when_all_before_are_done_and_takes_an_offset_once_3_06_3_07(self) -> None:
        progress = Progress()
        self.assertEqual([progress.begin(offset) for offset in (5, 6, 9, 6)], [True, True, True, False])
        self.assertEqual([progress.done(offset) for offset in (6, 5, 9)], [None, 7, 10])
        self.assertTrue(progress.begin(5))


class RecordsTest(unittest.TestCase):
    def test_what_is_no_job_is_none_3_05(self) -> None:
        for value in (None, b"", b"{broken", b"5", b"null", b"{}", b"[]", b"\xff", b'{"jobId":1,"runId":"r","action":"a"}'):
            self.assertIsNone(job_of(value), value)
        self.assertEqual(job_of(b'{"jobId":"r~1","runId":"r","action":"a"}'), Job("r~1", "r", "a", None))


class FakeKafka:
    """workflow-jobs with these values in one partition, and what was sent and committed."""

    def __init__(self, values: List[bytes]) -> None:
        self.records: "queue.SimpleQueue[Incoming]" = queue.SimpleQueue()
        for offset, value in enumerate(values):
            self.records.put(Incoming(0, offset, b"k", value))
        self.sent: List[Outgoing] = []
        self.committed: Optional[int] = None
        self.refusals = 0
        self.changed = threading.Condition()

    def __call__(self, brokers: str, group: str, on_revoked: Any, log: Any) -> "FakeKafka":
        return self

    def poll(self, timeout_s: float) -> Optional[Incoming]:
        try:
            return self.records.get(timeout=timeout_s or 0.001)
        except queue.Empty:
            return None

    def pause(self, is_paused: bool) -> None:
        pass

    def commit(self, offsets: Dict[int, int]) -> None:
        with self.changed:
            self.committed = offsets[0]
            self.changed.notify_all()

    def send(self, records: List[Outgoing]) -> None:
        with self.changed:
            self.refusals -= 1
            if self.refusals >= 0:
                raise RuntimeError("no broker")
            self.sent += records
            self.changed.notify_all()

    def close(self) -> None:
        pass

    def results(self) -> List[Outgoing]:
        return [record for record in self.sent if record.topic == "workflow-results"]


class WorkerTest(unittest.TestCase):
    def start(self, *values: bytes, refusals: int = 0) -> FakeKafka:
        self.kafka = FakeKafka(list(values))
        self.gate = threading.Event()
        self.worker = Worker(lambda line: None, self.kafka).register("echo", lambda order, job: order).register("fail", self.fail_after_gate)
        self.worker._sleep = lambda seconds: None  # the pauses are tested above
        self.addCleanup(self.end)
        self.worker.start("127.0.0.1:1", "g")
        self.kafka.refusals = refusals
        return self.kafka

    def fail_after_gate(self, order: Any, job: Job) -> Any:
        self.gate.wait(PATIENCE_S)
        raise RuntimeError("no cover")

    def end(self) -> None:
        self.gate.set()
        self.worker.close()
        self.worker.join()

    def wait(self, what: Any) -> None:
        with self.kafka.changed:
            self.assertTrue(self.kafka.changed.wait_for(what, PATIENCE_S))

    def test_goes_on_while_a_job_is_at_work_and_then_it_is_a_dead_letter_and_its_run_is_told_3_06(self) -> None:
        kafka = self.start(job("r-1", "fail"), job("r-2", "echo"))
        self.wait(lambda: len(kafka.results()) == 1)
        self.assertEqual((kafka.results()[0].key, kafka.results()[0].value), (b"r-2", b'{"jobId":"r-2~1","output":{"n": 1}}'))
        self.assertIsNone(kafka.committed)
        self.gate.set()
        self.wait(lambda: kafka.committed == 2)
        letters = [record for record in kafka.sent if record.topic == "workflow-jobs.DLT"]
        headers = {"dlt-topic": "workflow-jobs", "dlt-partition": "0", "dlt-offset": "0", "dlt-group": "g", "dlt-error": "no cover"}
        self.assertEqual(letters, [Outgoing("workflow-jobs.DLT", b"k", job("r-1", "fail"), headers)])
        self.assertEqual(kafka.results()[1], Outgoing("workflow-results", b"r-1", b'{"jobId":"r-1~1","error":{"message": "no cover"}}'))

    def test_announces_its_actions_and_leaves_alone_what_others_do_3_05(self) -> None:
        kafka = self.start(job("r-1", "other"), b"{broken", b"{}", job("r-2", "echo"))
        self.wait(lambda: kafka.committed == 4)
        self.assertEqual([(record.topic, record.key) for record in kafka.sent],
                         [("workflow-actions", b"echo"), ("workflow-actions", b"fail"), ("workflow-results", b"r-2")])

    def test_tries_to_send_a_result_until_the_brokers_have_it_3_07(self) -> None:
        kafka = self.start(job("r-1", "echo"), refusals=2)
        self.wait(lambda: kafka.committed == 1)
        self.assertEqual(kafka.results()[0].key, b"r-1")

    def test_takes_one_handler_for_an_action_3_05(self) -> None:
        with self.assertRaisesRegex(ValueError, "a is registered already"):
            Worker().register("a", str).register("a", str)
        with self.assertRaisesRegex(ValueError, "register an action"):
            Worker().start()


if __name__ == "__main__":
    unittest.main()
