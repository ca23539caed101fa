"""Calls one hook of a build backend (PEP 517, PEP 660) in the folder that is to be built: backend.py REQUEST.

REQUEST is a JSON file: backend, backendPath, hook, arguments, and result, the file that the answer is written to: {"value": …}, or
{"missing": true} where the backend has no such hook.
"""
import importlib
import json
import os
import sys


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
