"""Start kernels from a process that has done the slow imports: each is forked from it, and has its own life from there.

Importing pandas, matplotlib and the kernel takes most of a small notebook's time. A fork server imports them once
(`analysis.reports.run.processes`). The process that drives a notebook is forked from it, and forks the kernel in turn,
before it starts a thread or opens a socket. Where a system has no fork server, kernels start as usual.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from analysis.reports.run.processes import can_fork, die_with_parent

#: A kernel's history is a database on the disk; where that fails, it prints its errors into the notebook.
NO_HISTORY = "--HistoryManager.enabled=False"


@contextmanager
def warm_kernel() -> Iterator[dict[str, Any]]:
    """Fork a kernel that waits to be started; give the options by which papermill will start it.

    Enter this in a process without threads, once for each notebook that it runs.
    """
    if not can_fork():
        yield {}
        return
    kernel = _Kernel()

    class Manager(AsyncKernelManager):
        """Manages the kernel that waits."""

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.kernel_id = str(uuid.uuid4())
            names = {"kernel_id": self.kernel_id, "kernel_spec": self.kernel_spec}
            self.provisioner = _Provisioner(kernel=kernel, parent=self, **names)

    try:
        yield {"kernel_manager_class": Manager}
    finally:
        kernel.close()


class _Kernel:
    """A forked kernel with the face of a `subprocess.Popen`, which is what its provisioner expects."""

    stdin = stdout = stderr = None

    def __init__(self) -> None:
        context = multiprocessing.get_context("fork")
        waiting, self._starter = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(waiting, self._starter))
        self._process.start()
        waiting.close()
        self.pid = self._process.pid or 0

    def start(self, *order: Any) -> None:
        self._starter.send(order)

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        if self.pid and self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()

    def close(self) -> None:
        """End it, whether it was started or not, and what its notebook started."""
        self._starter.close()
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()


def _serve(waiting: Connection, starter: Connection) -> None:
    """Wait to be started, then be a kernel: the life of the forked process."""
    die_with_parent()
    starter.close()
    try:
        connection_file, cwd, env = waiting.recv()
    except EOFError:  # the process that would have started it is gone
        return
    os.setsid()
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    from ipykernel.kernelapp import IPKernelApp

    # It logs errors only.
    IPKernelApp.launch_instance(["-f", connection_file, "--log-level=ERROR", NO_HISTORY], parent_handle=os.getppid())


class _Provisioner(LocalProvisioner):
    """Starts the kernel that waits instead of Python anew; all else is the local provisioner's."""

    def __init__(self, *, kernel: _Kernel, **options: Any) -> None:
        super().__init__(**options)
        self._waiting = kernel

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel; the command line is not used."""
        manager: Any = self.parent
        self._waiting.start(manager.connection_file, str(kwargs.get("cwd") or Path.cwd()), dict(kwargs["env"]))
        self.process: Any = self._waiting
        self.pid: Any = self._waiting.pid
        return self.connection_info
