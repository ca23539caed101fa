"""How the scripts beside this one wait for what depsec tells them: a line of JSON on standard input for each thing. Read with runpy.run_path."""
import gc
import json
import os
import runpy
import sys

# What an install of pip's loads at one time or another. What a version of pip does not have, it does not need.
MODULES = (
    'pip._internal.cli.main', 'pip._internal.cli.main_parser', 'pip._internal.cli.autocompletion', 'pip._internal.commands.install',
    'pip._internal.distributions.sdist', 'pip._internal.metadata.importlib', 'pip._internal.operations.install.wheel',
    'pip._internal.resolution.resolvelib.resolver', 'pip._vendor.distlib.scripts', 'pip._vendor.distro', 'pip._vendor.truststore',
    'encodings.ascii', 'encodings.cp437', 'encodings.idna', 'netrc',
)


def load_pip():
    """Loads while there is time what pip would load when it is needed. What is there afterwards stays: it need not be searched for garbage."""
    import importlib
    gc.disable()
    for name in MODULES:
        try:
            importlib.import_module(name)
        except Exception:  # pip itself says what is wrong with it, when it is its turn
            pass
    spare_questions()
    gc.freeze()
    gc.enable()


def spare_questions():
    """Two answers that pip works out anew each time. To say who it is it starts up to three programs, and here it talks to depsec alone."""
    try:
        from pip._internal.network import session
        from pip._internal.resolution.resolvelib import factory
        session.user_agent = lambda: 'pip'
        factory.get_supported = once(factory.get_supported)
    except (ImportError, AttributeError):
        pass


def once(function):
    known = function()

    def answer(*args, **kwargs):
        return function(*args, **kwargs) if args or kwargs else list(known)

    return answer


def heard():
    """The next thing that depsec says. Without one, depsec has no use for this process any more, or has ended itself."""
    line = sys.stdin.buffer.readline()
    if not line.endswith(b'\n'):
        os._exit(0)
    return json.loads(line.decode('utf-8'))


def stop_listening():
    """Whatever runs from here on finds an empty standard input."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def run_pip(words):
    """Runs pip as `python -m pip` does, and ends this process as soon as pip is done: nobody needs its memory put in order."""
    sys.argv = ['pip'] + words
    code = 0
    try:
        runpy.run_module('pip', run_name='__main__', alter_sys=True)
    except SystemExit as end:
        code = end.code or 0
    if not isinstance(code, int):
        sys.exit(code)
    sys.stdout.flush()
    sys.stderr.flush()
    return code
