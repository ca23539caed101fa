"""Prints as JSON what depsec must know of this interpreter: version, prefix, pip's version and where packages go.

    python probe.py SCRIPT          goes on with another script of this folder, if there is a pip that depsec can drive
"""
import json
import os
import sys
import sysconfig

MARK = '@prefix@'

if sys.version_info < (3, 3):  # where even what is asked here is not there
    sys.exit('depsec-old: %s' % '.'.join(str(part) for part in sys.version_info[:3]))


def pip_version():
    try:
        import pip
    except ImportError:
        return None
    return getattr(pip, '__version__', None)


def pip_folder():
    try:
        import pip
    except ImportError:
        return None
    return os.path.dirname(os.path.dirname(os.path.abspath(pip.__file__)))


def user_places():
    try:
        import site
        return [site.getusersitepackages()] if site.ENABLE_USER_SITE is not None else []
    except (ImportError, AttributeError, KeyError):
        return []


def site_places():
    """Folders that an install without --target or --prefix may write to, most likely first."""
    named = [sysconfig.get_path('purelib'), sysconfig.get_path('platlib')]
    on_path = [p for p in sys.path if os.path.basename(p) in ('site-packages', 'dist-packages')]
    return named + user_places() + on_path


def prefix_places():
    """The same below a --prefix, relative to it."""
    found = []
    for scheme in sysconfig.get_scheme_names():
        for kind in ('purelib', 'platlib'):
            try:
                path = sysconfig.get_path(kind, scheme, vars={'base': MARK, 'platbase': MARK})
            except (KeyError, AttributeError):
                continue
            if path.startswith(MARK):
                found.append(path[len(MARK):].lstrip('/\\'))
    return found


def is_managed():
    """Whether the system keeps this Python for itself (PEP 668); environments that are made from it are nobody's but their user's."""
    return sys.prefix == sys.base_prefix and os.path.isfile(os.path.join(sysconfig.get_path('stdlib') or '', 'EXTERNALLY-MANAGED'))


def unique(paths):
    return list(dict.fromkeys(p for p in paths if p))


FACTS = {
    'version': '.'.join(str(part) for part in sys.version_info[:3]),
    'tag': '%s %s %s' % (getattr(getattr(sys, 'implementation', None), 'cache_tag', ''), sysconfig.get_config_var('SOABI'), sysconfig.get_platform()),
    'executable': sys.executable,
    'prefix': sys.prefix,
    'basePrefixes': unique([sys.base_prefix, sys.base_exec_prefix]),
    'managed': is_managed(),
    'pip': pip_version(),
    'pipFolder': pip_folder(),
    'places': unique(site_places()),
    'userPlaces': unique(user_places()),
    'prefixPlaces': unique(prefix_places()),
}
sys.stdout.write('depsec-facts: %s\n' % json.dumps(FACTS))
sys.stdout.flush()
if sys.version_info >= (3, 7) and int((FACTS['pip'] or '0').split('.')[0]) >= 23:
    with open(sys.argv[1], 'rb') as file:
        CODE = compile(file.read(), sys.argv[1], 'exec')
    exec(CODE, {'__name__': '__main__'})
