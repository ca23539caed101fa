"""Loads pip in this process, waits until it is told what to resolve, and runs it for that: it may start no program, and learns of source packages from depsec.

    python probe.py resolve.py      then a line of JSON on standard input: {"words": [...], "variables": {...}}

`pip install --dry-run` runs the build backend of any source package it meets, which is code nobody may have judged. A build needs a child
process, so a resolution that may start none can build nothing. What pip wants to know from a build, the package's core metadata, it is given:
the gateway has it beside the file, under the file's name and `.metadata`, once the package is judged.
"""
import os
import runpy
import subprocess
import sys
import urllib.error
import urllib.request

STARTS = {'subprocess.Popen', 'os.exec', 'os.fork', 'os.forkpty', 'os.posix_spawn', 'os.spawn', 'os.startfile', 'os.system', 'pty.spawn'}


def refuse(event, args):
    if event in STARTS:
        raise PermissionError('depsec-refused: pip may start no program while it resolves')


def forbid_programs():
    if hasattr(sys, 'addaudithook'):
        sys.addaudithook(refuse)
        return

    def refused(*args, **kwargs):  # Python 3.7
        refuse('subprocess.Popen', args)
    subprocess.Popen.__init__ = refused


def metadata_address(link):
    """Of a source package that stands for something on this machine, a file beside it says where its metadata is."""
    if not link.is_file:
        return link.url_without_fragment + '.metadata'
    with open(link.file_path + '.address', encoding='utf-8') as file:
        return file.read()


def fetch(address):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({'http': os.environ['PIP_PROXY']}))
    with opener.open(address) as answer:
        return answer.read()


def describe(distribution, *args, **kwargs):
    """Stands in for pip's own preparation of a source package's metadata, which would run its backend."""
    import email
    from pip._internal.exceptions import InstallationError
    from pip._internal.utils.temp_dir import TempDirectory
    req = distribution.req
    try:
        content = fetch(metadata_address(req.link))
    except (OSError, urllib.error.URLError) as error:
        raise InstallationError('depsec has no metadata of %s: %s' % (req, error))
    fields = email.message_from_bytes(content)
    stem = '%s-%s' % (fields['Name'].strip().replace('-', '_'), fields['Version'].strip())
    folder = os.path.join(TempDirectory(kind='modern-metadata', globally_managed=True).path, stem.replace('/', '_') + '.dist-info')
    os.mkdir(folder)
    with open(os.path.join(folder, 'METADATA'), 'wb') as file:
        file.write(content)
    req.metadata_directory = folder
    if req.req is None:
        req._set_requirement()


def learn_from_depsec():
    # Where a pip has no such thing, it tries to build and is refused above.
    try:
        from pip._internal.distributions.sdist import SourceDistribution
    except ImportError:
        return
    SourceDistribution.prepare_distribution_metadata = describe


def list_only():
    """What pip has resolved by metadata alone it need not fetch: nothing is installed. Not every pip knows that of a dry run."""
    try:
        from pip._internal.operations import prepare
        from pip._internal.req.req_install import InstallRequirement
        preparer, direct_url = prepare.RequirementPreparer, prepare.direct_url_from_link
        fetch_metadata, fetch_files, get_dist = preparer._fetch_metadata_only, preparer.prepare_linked_requirements_more, InstallRequirement.get_dist
    except (ImportError, AttributeError):
        return

    def fetch_and_keep(self, req):
        req.told_by_metadata = fetch_metadata(self, req)
        return req.told_by_metadata

    def told_or_found(self):
        return getattr(self, 'told_by_metadata', None) or get_dist(self)

    def fetch_the_rest(self, reqs, *args, **kwargs):
        for req in reqs:
            if req.needs_more_preparation and getattr(req, 'told_by_metadata', None):
                req.download_info = req.download_info or direct_url(req.link)
                req.needs_more_preparation = False
        fetch_files(self, reqs, *args, **kwargs)

    preparer._fetch_metadata_only = fetch_and_keep
    preparer.prepare_linked_requirements_more = fetch_the_rest
    InstallRequirement.get_dist = told_or_found


forbid_programs()
WAITING = runpy.run_path(os.path.join(sys.path.pop(0), 'waiting.py'))  # this script's own folder leaves the path
WAITING['load_pip']()
learn_from_depsec()
list_only()
JOB = WAITING['heard']()
WAITING['stop_listening']()
os.environ.update(JOB['variables'])
os._exit(WAITING['run_pip'](JOB['words']))
