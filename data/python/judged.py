"""What the scripts beside this one need to install judged bytes and no others. Read with runpy.run_path."""
import hashlib
import json
import os
import sys
import tempfile

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


def copy_of(path, folder):
    """A copy, the path by which it is opened, and the digest of what is in it."""
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
    return copy, own_path, digest.hexdigest()


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


def run_and_end(run_pip, job, schemes):
    """Runs pip, leaves behind where it put what, and ends this process with pip's exit code."""
    try:
        code = run_pip(job['words'])
    finally:
        with open(job['schemes'], 'x', encoding='utf-8') as out:
            json.dump(schemes, out)
    os._exit(code)
