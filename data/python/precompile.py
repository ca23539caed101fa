"""Compiles the modules of judged wheels before they are installed, for the folder they will be installed into. Read with runpy.run_path.

The code is compiled as pip does it (compileall), from the same bytes and for the same path, and kept in memory; when pip asks for a module to be
compiled, it is written if the source that pip has put there is the one that was compiled. In any other case compileall does what it always does.
It is compiled before pip installs, or beside it, in a copy of this process that begins with the last wheel.
"""
import compileall
import gc
import hashlib
import importlib.util
import marshal
import os
import struct
import sys
import threading
import warnings
import zipfile
from importlib import _bootstrap_external
from importlib.machinery import SourceFileLoader

# Code objects of very large packages are left for pip to make when it installs them.
MOST_BYTES = 200 * 1000 * 1000
LIBRARIES = ('purelib', 'platlib')


def library():
    from pip._internal.locations import get_scheme
    scheme = get_scheme('depsec')
    return scheme.purelib, scheme.platlib


def installed_path(member, folders):
    """Where a member of a wheel will be: `x.data/purelib/y` as pip spells it. The wheel itself tells which of the folders; mostly both are one."""
    first, _, rest = member.partition('/')
    if first.endswith('.data'):
        kind, _, rest = rest.partition('/')
        return os.path.join(folders[LIBRARIES.index(kind)], rest) if kind in LIBRARIES else None
    return os.path.join(folders[0], member) if folders[0] == folders[1] else None


def sources_in(path, folders):
    """Each module of a wheel: where it will be, and its text."""
    with warnings.catch_warnings(), zipfile.ZipFile(path) as wheel:
        warnings.filterwarnings('ignore')
        for member in wheel.namelist():
            target = installed_path(member, folders) if member.endswith('.py') else None
            if target is not None:
                yield target, wheel.read(member)


def compiled(path, source):
    """What it is known by and its code; None for templates and tests that are no Python, or of another version."""
    try:
        return hashlib.sha256(source).digest(), marshal.dumps(SourceFileLoader('<py_compile>', path).source_to_code(source, path))
    except Exception:
        return None


def compile_into(pipe, wheels, folders):
    """The work of the copy. What pip has compiled meanwhile is done; whoever does not read any more needs no more."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for own in (0, 1, 2):
        os.dup2(nothing, own)
    with os.fdopen(pipe, 'wb') as out:
        for wheel in reversed(wheels):
            for path, source in sources_in(wheel, folders):
                module = None if os.path.lexists(importlib.util.cache_from_source(path)) else compiled(path, source)
                if module is not None:
                    marshal.dump((path, module), out)
                    out.flush()


class Precompiled:
    def __init__(self):
        self.modules = {}
        self.bytes = 0

    def add_wheel(self, path):
        """Never fails: what cannot be compiled here, pip meets again."""
        gc.disable()
        try:
            for target, source in sources_in(path, library()):
                if self.bytes < MOST_BYTES:
                    self.add_module(target, compiled(target, source))
        except Exception:
            pass
        finally:
            gc.enable()

    def add_module(self, path, module):
        if module is not None:
            self.modules[path] = module
            self.bytes += len(module[1])

    def compile_beside(self, wheels):
        """Only where a process may copy itself safely, and has a processor to spare."""
        if sys.platform != 'linux' or len(os.sched_getaffinity(0)) < 2:
            return
        folders = library()
        reading, writing = os.pipe()
        try:
            child = os.fork()
        except OSError:  # no memory or process left: pip compiles alone
            return
        if child == 0:
            try:
                compile_into(writing, wheels, folders)
            finally:
                os._exit(0)
        os.close(writing)
        threading.Thread(target=self.take_from, args=(reading,), daemon=True).start()

    def take_from(self, pipe):
        with os.fdopen(pipe, 'rb') as modules:
            try:
                while self.bytes < MOST_BYTES:
                    self.add_module(*marshal.load(modules))
            except (EOFError, ValueError, TypeError):  # its end, or what came of one that was killed
                return

    def write(self, path):
        """Writes what py_compile would write; False where that is not certain."""
        digest, code = self.modules.pop(path, (None, None))
        target = importlib.util.cache_from_source(path)
        if digest is None or 'SOURCE_DATE_EPOCH' in os.environ or os.path.lexists(target):
            return False
        with open(path, 'rb') as file:
            source = file.read()
            stats = os.fstat(file.fileno())
        if hashlib.sha256(source).digest() != digest:
            return False
        os.makedirs(os.path.dirname(target), exist_ok=True)
        header = importlib.util.MAGIC_NUMBER + struct.pack('<3L', 0, int(stats.st_mtime) & 0xFFFFFFFF, len(source) & 0xFFFFFFFF)
        _bootstrap_external._write_atomic(target, header + code, _bootstrap_external._calc_mode(path))
        return True

    def serve(self):
        """From now on compileall takes what is here."""
        compile_file = compileall.compile_file

        def compile_or_take(fullname, *args, **kwargs):
            return self.write(fullname) or compile_file(fullname, *args, **kwargs)

        if hasattr(_bootstrap_external, '_write_atomic') and hasattr(_bootstrap_external, '_calc_mode') and sys.implementation.name == 'cpython':
            compileall.compile_file = compile_or_take
