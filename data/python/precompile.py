"""Compiles the modules of judged wheels before they are installed, for the folder they will be installed into. Read with runpy.run_path.

The code is compiled as pip does it (compileall), from the same bytes and for the same path, and kept in memory; when pip asks for a module to be
compiled, it is written if the source that pip has put there is the one that was compiled. In any other case compileall does what it always does.
"""
import compileall
import gc
import hashlib
import importlib.util
import marshal
import os
import struct
import sys
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


class Precompiled:
    def __init__(self):
        self.modules = {}
        self.bytes = 0

    def add_wheel(self, path):
        """Never fails: what cannot be compiled here, pip meets again."""
        gc.disable()
        try:
            folders = library()
            with warnings.catch_warnings(), zipfile.ZipFile(path) as wheel:
                warnings.filterwarnings('ignore')
                for member in wheel.namelist():
                    target = installed_path(member, folders) if member.endswith('.py') else None
                    if target is not None and self.bytes < MOST_BYTES:
                        self.add_module(target, wheel.read(member))
        except Exception:
            pass
        finally:
            gc.enable()

    def add_module(self, path, source):
        try:
            code = marshal.dumps(SourceFileLoader('<py_compile>', path).source_to_code(source, path))
        except Exception:  # templates and tests that are no Python, or of another version
            return
        self.modules[path] = (hashlib.sha256(source).digest(), code)
        self.bytes += len(code)

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
