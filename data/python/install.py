"""Loads pip in this process, waits until it is told what to install, and gives pip no other bytes to install than those depsec has judged.

    python install.py [FOLDER]      then lines of JSON on standard input; FOLDER holds the pip package to run, for an interpreter without one

pip compares a staged wheel with its hash and opens it by path again later; a file that is swapped in between is installed as it is then. So every
wheel is copied first, into a file without a name (Linux) or a private folder, hashed while it is copied, and installed from that copy.

{"prepare": path, "sha256": …, "folder": …, "compile": bool} copies a judged wheel ahead, and compiles its modules. {"words": [...], …} is the
install, the last that is heard: `stage` (a folder), `digests` (file name: SHA-256), `schemes` (a file to write: where pip put each wheel), and
optionally `mark` (a file to write: this process) with `runner` (the process id and start of depsec).
"""
import hashlib
import json
import os
import runpy
import sys
import tempfile
from importlib.machinery import PathFinder

HERE = sys.path.pop(0)  # this script's own folder
WAITING = runpy.run_path(os.path.join(HERE, 'waiting.py'))

CHUNK = 1 << 20
PLACES = ('purelib', 'platlib', 'headers', 'scripts', 'data')
DESCRIPTORS = '/proc/self/fd'


def say(what, about):
    """A line for depsec, which knows it by its first word."""
    sys.stderr.write('depsec-%s: %s\n' % (what, about))
    sys.stderr.flush()


def started(pid):
    """When a process started, in the system's own unit, so that a number used again is not taken for it; None where that cannot be told."""
    try:
        with open('/proc/%d/stat' % pid, encoding='utf-8', errors='replace') as stat:
            return stat.read().rpartition(')')[2].split()[19]
    except OSError:
        return None


def is_alive(pid, start):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return started(pid) == start


def leave_mark(path, runner):
    """Tells later runs that this process lives. Whoever found no mark before took the run for dead, so it must not go on without its depsec."""
    with open(path, 'x', encoding='utf-8') as mark:
        json.dump({'pid': os.getpid(), 'start': started(os.getpid())}, mark)
        mark.flush()
        os.fsync(mark.fileno())
    if os.name == 'posix' and not is_alive(runner['pid'], runner['start']):
        sys.exit('depsec has ended; nothing was installed')


def fresh_file(folder, name):
    """An empty file that nobody else can find, and the path by which this process opens it again."""
    if os.path.isdir(DESCRIPTORS):
        nameless = tempfile.TemporaryFile(dir=folder)
        return nameless, '%s/%d' % (DESCRIPTORS, nameless.fileno())
    path = os.path.join(tempfile.mkdtemp(dir=folder), name)
    return open(path, 'x+b'), path


def private_copy(path, folder, expected):
    """A copy that holds the judged bytes, or None."""
    copy, own_path = fresh_file(folder, os.path.basename(path))
    digest = hashlib.sha256()
    try:
        with open(path, 'rb') as staged:
            for chunk in iter(lambda: staged.read(CHUNK), b''):
                digest.update(chunk)
                copy.write(chunk)
        copy.flush()
    except FileNotFoundError:
        pass
    if digest.hexdigest() == expected:
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
                say('changed', name)
                sys.exit(1)
        return found


def use_pip_in(folder):
    class PipFinder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            return PathFinder.find_spec(name, [folder], target) if name == 'pip' else None

    sys.meta_path.insert(0, PipFinder)


def guard(install_wheel, copies, schemes):
    """pip's own function, with the copy in the place of the staged file."""
    def install_judged(name, wheel_path, scheme, *args, **kwargs):
        file_name = os.path.basename(wheel_path)
        if file_name not in copies:
            say('unlisted', file_name)
            sys.exit(1)
        install_wheel(name, copies[file_name][1], scheme, *args, **kwargs)
        schemes[file_name] = {place: getattr(scheme, place) for place in PLACES}

    return install_judged


def guarded_pip(copies, schemes):
    """Puts the guard where pip finds it, whether a module takes the function when it is loaded or when it is used."""
    try:
        from pip._internal.operations.install import wheel
        wheel.install_wheel = guard(wheel.install_wheel, copies, schemes)
        from pip._internal.req import req_install
        if hasattr(req_install, 'install_wheel'):
            req_install.install_wheel = wheel.install_wheel
    except (ImportError, AttributeError) as error:
        say('unguarded', error)


def install(job, copies):
    if job.get('mark'):
        leave_mark(job['mark'], job['runner'])
    schemes = {}
    guarded_pip(copies.all_of(job), schemes)
    try:
        code = WAITING['run_pip'](job['words'])
    finally:
        with open(job['schemes'], 'x', encoding='utf-8') as out:
            json.dump(schemes, out)
    os._exit(code)


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
