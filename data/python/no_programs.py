"""Forbids this process to start any other: what pip builds, it builds in a child process. Read with runpy.run_path."""
import subprocess
import sys

STARTS = {'subprocess.Popen', 'os.exec', 'os.fork', 'os.forkpty', 'os.posix_spawn', 'os.spawn', 'os.startfile', 'os.system', 'pty.spawn'}


def refuse(event, args):
    if event in STARTS:
        raise PermissionError('depsec-refused: pip may start no program while it resolves')


def forbid_programs(forks=False):
    """`forks`: this process may copy itself, which starts no other program."""
    if forks:
        STARTS.discard('os.fork')
    if hasattr(sys, 'addaudithook'):
        sys.addaudithook(refuse)
        return

    def refused(*args, **kwargs):  # Python 3.7
        refuse('subprocess.Popen', args)
    subprocess.Popen.__init__ = refused
