"""Loads pip in this process, waits until it is told what to install, and gives pip no other bytes to install than those depsec has judged.

    python install.py [FOLDER]      then lines of JSON on standard input; FOLDER holds the pip package to run, for an interpreter without one

pip compares a staged wheel with its hash and opens it by path again later; a file that is swapped in between is installed as it is then. So every
wheel is copied first, into a file without a name (Linux) or a private folder, hashed while it is copied, and installed from that copy.

{"prepare": path, "sha256": …, "folder": …, "compile": bool} copies a judged wheel ahead, and compiles its modules. {"words": [...], …} is the
install, the last that is heard: `stage` (a folder), `digests` (file name: SHA-256), `schemes` (a file to write: where pip put each wheel), and
optionally `mark` (a file to write: this process) with `runner` (the process id and start of depsec), and `conflicts` (true: what it breaks is told).
"""
import os
import runpy
import sys
from importlib.machinery import PathFinder

HERE = sys.path.pop(0)  # this script's own folder
WAITING, JUDGED = [runpy.run_path(os.path.join(HERE, name)) for name in ('waiting.py', 'judged.py')]


def private_copy(path, folder, expected):
    """A copy that holds the judged bytes, or None."""
    copy, own_path, digest = JUDGED['copy_of'](path, folder)
    if digest == expected:
        return copy, own_path
    copy.close()
    return None


class Copies:
    def __init__(self, precompiled):
        self.by_digest = {}
        self.precompiled = precompiled

    def prepare(self, job):
        """What cannot be copied now is copied when it is to be installed, and told of then."""
        try:
            copy = private_copy(job['prepare'], job['folder'], job['sha256'])
        except OSError:
            return
        if copy is None:
            return
        self.by_digest[job['sha256']] = copy
        if job['compile']:
            self.precompiled.add_wheel(copy[1])

    def all_of(self, job):
        """One of each staged wheel, or the run ends before pip has begun."""
        found = {}
        for name, expected in job['digests'].items():
            try:
                found[name] = self.by_digest.get(expected) or private_copy(os.path.join(job['stage'], name), job['stage'], expected)
            except OSError as error:
                sys.exit('depsec could not copy the staged files: %s' % error)
            if found[name] is None:
                JUDGED['say']('changed', name)
                sys.exit(1)
        return found


def use_pip_in(folder):
    class PipFinder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            return PathFinder.find_spec(name, [folder], target) if name == 'pip' else None

    sys.meta_path.insert(0, PipFinder)


def install(job, copies):
    if job.get('mark'):
        JUDGED['leave_mark'](job['mark'], job['runner'])
    schemes = {}
    JUDGED['guarded_pip'](copies.all_of(job), schemes)
    if job.get('conflicts'):
        runpy.run_path(os.path.join(HERE, 'conflicts.py'))['tell_conflicts'](JUDGED['say'])
    JUDGED['run_and_end'](WAITING['run_pip'], job, schemes)


def main(pip_folder=None):
    if pip_folder is not None:
        use_pip_in(pip_folder)
    WAITING['load_pip']()
    precompiled = runpy.run_path(os.path.join(HERE, 'precompile.py'))['Precompiled']()
    copies = Copies(precompiled)
    job = WAITING['heard']()
    while 'prepare' in job:
        copies.prepare(job)
        job = WAITING['heard']()
    WAITING['stop_listening']()
    precompiled.serve()
    install(job, copies)


main(*sys.argv[1:])
