"""Tells what an install breaks of what is installed already, as pip would if it were asked to resolve. Read with runpy.run_path."""


def tell_conflicts(say):
    """Puts a look at the environment before pip's own install; what it finds goes to `say`, a line for each dependency that is broken then."""
    try:
        from pip._internal.commands import install
        from pip._internal.operations import check
        install.install_given_reqs = telling(install.install_given_reqs, check.check_install_conflicts, say)
    except (ImportError, AttributeError) as error:
        say('unchecked', error)


def telling(install_given_reqs, check, say):
    def install_and_tell(requirements, *args, **kwargs):
        try:
            lines = lines_of(*check(requirements))
        except Exception as error:  # whatever metadata of other packages does to pip's reader, what is to be installed does not hang on it
            lines = []
            say('unchecked', error)
        done = install_given_reqs(requirements, *args, **kwargs)
        for line in lines:
            say('broken', line)
        return done

    return install_and_tell


def lines_of(packages, broken):
    missing, conflicting = broken
    for name, needs in sorted(missing.items()):
        for need in needs:
            yield '%s %s requires %s, which is not installed' % (name, packages[name][0], need[1])
    for name, needs in sorted(conflicting.items()):
        for other, version, need in needs:
            yield '%s %s requires %s, but %s %s is installed now' % (name, packages[name][0], need, other, version)
