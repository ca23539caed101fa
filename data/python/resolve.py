"""Runs pip in this process and refuses every attempt to start another program.

`pip install --dry-run` runs the build backend of any sdist, URL or checkout it meets, which is code nobody has judged.
A build needs a child process, so a resolution that may start none can build nothing.
"""
import runpy
import subprocess
import sys

STARTS = {'subprocess.Popen', 'os.exec', 'os.fork', 'os.forkpty', 'os.posix_spawn', 'os.spawn', 'os.startfile', 'os.system', 'pty.spawn'}


def refuse(event, args):
    if event in STARTS:
        raise PermissionError('depsec-refused: pip may start no program while it resolves')


if hasattr(sys, 'addaudithook'):
    sys.addaudithook(refuse)
else:  # Python 3.7
    def refused(*args, **kwargs):
        refuse('subprocess.Popen', args)
    subprocess.Popen.__init__ = refused

sys.path.pop(0)  # this script's own folder
sys.argv[0] = 'pip'
runpy.run_module('pip', run_name='__main__', alter_sys=True)
