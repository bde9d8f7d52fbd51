"""One job, and its handler, called again when it fails."""

import json
from dataclasses import dataclass
from typing import Any, Callable, Union

RETRIES_MAX = 3
PAUSE_S = 1.0
# with what stands around it, it must fit into a record
OUTPUT_BYTES_MAX = 900_000
MESSAGE_CHARACTERS_MAX = 10_000


@dataclass(frozen=True)
class Job:
    """job_id is the same when the job comes again, for effects that must not be repeated."""

    job_id: str
    run_id: str
    action: str
    input: Any


@dataclass(frozen=True)
class Done:
    """output: JSON text"""

    output: str


@dataclass(frozen=True)
class Failed:
    message: str


Handler = Callable[[Any, Job], Any]
Outcome = Union[Done, Failed]


def attempt(job: Job, handler: Handler, sleep: Callable[[float], None], log: Callable[[str], None]) -> Outcome:
    """Calls the handler, and again when it fails: three times, each after a second.

    sleep waits so many seconds; when it raises, the job is left to whoever reads it next.
    log hears of each failed attempt.
    """
    for number in range(1, RETRIES_MAX + 2):
        try:
            return Done(_written(handler(job.input, job)))
        except Exception as error:  # whatever a handler raises is its failure
            message = (str(error) or type(error).__name__)[:MESSAGE_CHARACTERS_MAX]
        log(f"job {job.job_id} ({job.action}): attempt {number} of {RETRIES_MAX + 1} failed: {message}")
        if number <= RETRIES_MAX:
            sleep(PAUSE_S)
    return Failed(message)


def _written(output: Any) -> str:
    text = json.dumps(output, ensure_ascii=False, allow_nan=False)
    size = len(text.encode("utf-8"))
    if size > OUTPUT_BYTES_MAX:
        raise ValueError(f"the output has {size} bytes, more than {OUTPUT_BYTES_MAX}")
    return text
