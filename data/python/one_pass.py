"""Loads pip in this process, waits until it is told what to install, and runs one real `pip install`, which may install nothing before depsec has agreed.

    python one_pass.py              then lines of JSON on standard input

{"words": [...], "variables": {...}, "folder": ..., "schemes": ..., "compile": bool} is the command line. pip resolves and downloads everything before
it installs anything. Then every wheel is copied into a file without a name (Linux) or into `folder`, hashed while it is copied, and told of in a line
`depsec-ready: {FILE NAME: SHA-256}`. Only {"mark": ..., "runner": ...} lets pip go on, from these copies: `mark` is a file to write (this process),
`runner` the process id and start of depsec. `schemes` is a file to write: where pip put each wheel. With `compile`, a copy of this process compiles
modules meanwhile. pip may start no program, so it builds nothing.
"""
import json
import os
import runpy
import sys

HERE = sys.path.pop(0)  # this script's own folder
WAITING, JUDGED, PROGRAMS, COMPILING = [runpy.run_path(os.path.join(HERE, name)) for name in ('waiting.py', 'judged.py', 'no_programs.py', 'precompile.py')]


def copies_of(requirements, folder):
    paths = [requirement.local_file_path for requirement in requirements]
    return {os.path.basename(path): JUDGED['copy_of'](path, folder) for path in paths}


def wait_for_leave(copies):
    sys.stdout.write('depsec-ready: %s\n' % json.dumps({name: digest for name, (_, _, digest) in copies.items()}))
    sys.stdout.flush()
    leave = WAITING['heard']()
    WAITING['stop_listening']()
    if leave.get('mark'):
        JUDGED['leave_mark'](leave['mark'], leave['runner'])


def compile_beside(wheels):
    precompiled = COMPILING['Precompiled']()
    precompiled.compile_beside(wheels)
    precompiled.serve()


def gated(install_given_reqs, job, schemes):
    def install_judged(requirements, *args, **kwargs):
        copies = copies_of(requirements, job['folder'])
        JUDGED['guarded_pip'](copies, schemes)
        if job['compile']:
            compile_beside([own_path for _, own_path, _ in copies.values()])
        wait_for_leave(copies)
        return install_given_reqs(requirements, *args, **kwargs)

    return install_judged


def gate(job, schemes):
    from pip._internal.commands import install
    install.install_given_reqs = gated(install.install_given_reqs, job, schemes)


def main():
    PROGRAMS['forbid_programs'](forks=True)
    WAITING['load_pip']()
    job = WAITING['heard']()
    os.environ.update(job['variables'])
    schemes = {}
    try:
        gate(job, schemes)
    except (ImportError, AttributeError) as error:
        JUDGED['say']('ungated', error)
        sys.exit(1)
    JUDGED['run_and_end'](WAITING['run_pip'], job, schemes)


main()
