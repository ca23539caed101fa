"""Calls one hook of a build backend (PEP 517, PEP 660) in the folder that is to be built: backend.py REQUEST.

REQUEST is a JSON file: backend, backendPath, hook, arguments, and result, the file that the answer is written to: {"value": …}, or
{"missing": true} where the backend has no such hook.
"""
import importlib
import os
import sys


def use_compiled_library():
    """Takes what is compiled of Python's own library from where it lies. All else is compiled to where PYTHONPYCACHEPREFIX says (workbench.ts), which
    holds for the library as well: to compile what a build loads of it took most of the time of a small one.
    """
    machinery = sys.modules.get('_frozen_importlib_external')
    elsewhere = getattr(machinery, 'cache_from_source', None)
    library = os.path.dirname(os.__file__) + os.sep
    if elsewhere is None or getattr(sys, 'pycache_prefix', None) is None or sys.flags.optimize:
        return

    def cache_from_source(path, *args, **kwargs):
        inner = path[len(library):] if isinstance(path, str) and path.startswith(library) else ''
        folder, name = os.path.split(inner)
        usual = os.path.join(library, folder, '__pycache__', '%s.%s.pyc' % (name[:-3], sys.implementation.cache_tag))
        is_library = name.endswith('.py') and not args and not kwargs and inner.split(os.sep)[0] not in ('site-packages', 'dist-packages')
        return usual if is_library and os.path.isfile(usual) else elsewhere(path, *args, **kwargs)

    machinery.cache_from_source = cache_from_source


use_compiled_library()
import json


def load(spec, folders):
    module_name, _, path = spec.partition(':')
    sys.path[:0] = folders
    module = importlib.import_module(module_name)
    origin = os.path.realpath(getattr(module, '__file__', None) or '')
    if folders and not any(origin.startswith(folder + os.sep) for folder in map(os.path.realpath, folders)):
        sys.exit('the backend %s does not come from the project\'s backend-path' % spec)
    target = module
    for name in filter(None, path.split('.')):
        target = getattr(target, name)
    return target


def main(request_path):
    with open(request_path, encoding='utf-8') as file:
        request = json.load(file)
    backend = load(request['backend'], [os.path.join(os.getcwd(), folder) for folder in request['backendPath']])
    hook = getattr(backend, request['hook'], None)
    answer = {'missing': True} if hook is None else {'value': hook(*request['arguments'])}
    with open(request['result'], 'w', encoding='utf-8') as file:
        json.dump(answer, file)


if __name__ == '__main__':
    sys.path.pop(0)  # this script's own folder
    main(sys.argv[1])
