"""The Kafka client: Debian's python3-confluent-kafka. Imported by start alone, so that the rest is tested without it."""

import os
from typing import Callable, Dict, Iterable, List, Optional

from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition

from .records import JOBS, Incoming, Outgoing

# a worker that died is noticed after this time
SESSION_MS = int(os.environ.get("WORKER_SESSION_MS", "10000"))


class Connection:
    """A member of the group of workers; begins with the oldest job that the group has not done.

    send may be called by any thread, everything else by one.
    """

    def __init__(self, brokers: str, group: str, on_revoked: Callable[[Iterable[int]], None], log: Callable[[str], None]) -> None:
        self._log = log
        self._producer = Producer({
            "bootstrap.servers": brokers,
            "enable.idempotence": True,
            "delivery.timeout.ms": 30_000,
            "partitioner": "murmur2_random",  # as Java's client has it
        })
        self._consumer = Consumer({
            "bootstrap.servers": brokers,
            "group.id": group,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "session.timeout.ms": SESSION_MS,
            "heartbeat.interval.ms": SESSION_MS // 4,
        })
        self._consumer.subscribe([JOBS], on_revoke=lambda _, revoked: on_revoked([one.partition for one in revoked]))
        self._is_paused = False

    def poll(self, timeout_s: float) -> Optional[Incoming]:
        message = self._consumer.poll(timeout_s)
        if message is None:
            return None
        if message.error() is not None:
            if message.error().fatal():
                raise KafkaException(message.error())
            self._log(f"the client tries again: {message.error()}")  # a broker that is away, a topic that is still to be created
            return None
        return Incoming(message.partition(), message.offset(), message.key(), message.value())

    def pause(self, is_paused: bool) -> None:
        """While paused, poll gives nothing, and keeps the worker in its group."""
        if is_paused != self._is_paused:
            (self._consumer.pause if is_paused else self._consumer.resume)(self._consumer.assignment())
            self._is_paused = is_paused

    def commit(self, offsets: Dict[int, int]) -> None:
        self._consumer.commit(offsets=[TopicPartition(JOBS, partition, offset) for partition, offset in offsets.items()], asynchronous=False)

    def send(self, records: List[Outgoing]) -> None:
        """Returns when the brokers have all of it. Raises KafkaException when it is not known whether they have."""
        reports: List[Optional[KafkaError]] = []
        for record in records:
            self._producer.produce(record.topic, key=record.key, value=record.value, headers=list(record.headers.items()),
                                   on_delivery=lambda error, _: reports.append(error))
        while len(reports) < len(records):
            self._producer.poll(0.05)
        for error in reports:
            if error is not None:
                raise KafkaException(error)

    def close(self) -> None:
        self._consumer.close()
