"""The records of the topics that a worker reads and writes."""

import json
from dataclasses import dataclass, field
from typing import Dict, Iterable, List, Optional

from .attempts import Done, Job, Outcome

JOBS = "workflow-jobs"


@dataclass(frozen=True)
class Incoming:
    """A record of workflow-jobs."""

    partition: int
    offset: int
    key: Optional[bytes]
    value: Optional[bytes]


@dataclass(frozen=True)
class Outgoing:
    topic: str
    key: Optional[bytes]
    value: Optional[bytes]
    headers: Dict[str, str] = field(default_factory=dict)


def job_of(value: Optional[bytes]) -> Optional[Job]:
    """The job in a record; None when there is none in it."""
    try:
        fields = json.loads(value or b"null")
        job = Job(fields["jobId"], fields["runId"], fields["action"], fields.get("input"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return job if all(isinstance(one, str) for one in (job.job_id, job.run_id, job.action)) else None


def outgoing(incoming: Incoming, job: Job, outcome: Outcome, group: str) -> List[Outgoing]:
    """What is sent when a job is done: its result; before it, when it failed, the job itself to the dead letter topic."""
    if isinstance(outcome, Done):
        return [_result(job, f'"output":{outcome.output}')]
    headers = {
        "dlt-topic": JOBS,
        "dlt-partition": str(incoming.partition),
        "dlt-offset": str(incoming.offset),
        "dlt-group": group,
        "dlt-error": outcome.message,
    }
    letter = Outgoing(f"{JOBS}.DLT", incoming.key, incoming.value, headers)
    return [letter, _result(job, f'"error":{json.dumps({"message": outcome.message})}')]


def announcements(actions: Iterable[str], group: str) -> List[Outgoing]:
    """What tells the gateway that there is somebody for an action."""
    return [Outgoing("workflow-actions", action.encode(), json.dumps({"group": group}).encode()) for action in actions]


def _result(job: Job, more: str) -> Outgoing:
    return Outgoing("workflow-results", job.run_id.encode(), f'{{"jobId":{json.dumps(job.job_id)},{more}}}'.encode())
