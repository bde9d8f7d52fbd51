"""Workers of the demo rest-orchestrator: they do the jobs of the actions that they register."""

from .attempts import Job
from .worker import Worker

__all__ = ["Job", "Worker"]
