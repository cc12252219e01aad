"""Open tasks of an account today, collected from every part of the site into one list."""

from __future__ import annotations

from cms.today import documents, learning, oversight, training
from cms.today.spine import Spine, Task, lay_out
from cms.today.viewer import Viewer

__all__ = ["Spine", "Task", "Viewer", "lay_out", "tasks_of"]

PARTS = (learning.tasks, documents.tasks, training.tasks, oversight.tasks)


def tasks_of(viewer: Viewer) -> list[Task]:
    """Returns every open task of this account, in no particular order. The number of queries does not grow with the
    tasks.
    """
    return [task for part in PARTS for task in part(viewer)]
