"""The demo's worker: python3 main.py. Needs Debian's python3-confluent-kafka; brokers from KAFKA_BROKERS."""

import signal
from typing import Any

from workflow_worker import Job, Worker


def announce(order: Any, _: Job) -> Any:
    """Tells the customer; an order is a dict on its way through the steps, each adds what it did."""
    if order.get("fail") == "notify":
        raise RuntimeError(f"nobody to tell of {order['item']}")
    return {**order, "notified": {"text": f"{order['quantity']} x {order['item']} on the way", "by": "python"}}


worker = Worker().register("notify", announce)
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda *_: worker.close())
worker.start()
worker.join()
