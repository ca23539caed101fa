"""What pip itself reads out of requirements files: one JSON line for each `folder<tab>file` on standard input."""
import json
import logging
import optparse
import os
import re
import sys

from pip._internal.index.collector import LinkCollector
from pip._internal.index.package_finder import PackageFinder
from pip._internal.models.format_control import FormatControl
from pip._internal.models.search_scope import SearchScope
from pip._internal.models.selection_prefs import SelectionPreferences
from pip._internal.models.target_python import TargetPython
from pip._internal.network.session import PipSession
from pip._internal.req.constructors import install_req_from_parsed_requirement
from pip._internal.req.req_file import parse_requirements
from pip._vendor.packaging.utils import canonicalize_name

logging.disable(logging.CRITICAL)


def make_finder(session):
    scope = SearchScope.create(find_links=[], index_urls=["https://default.invalid/simple"], no_index=False)
    prefs = SelectionPreferences(allow_yanked=False, format_control=FormatControl(set(), set()), ignore_requires_python=False)
    return PackageFinder.create(link_collector=LinkCollector(session=session, search_scope=scope), selection_prefs=prefs, target_python=TargetPython())


def without_egg(url):
    base, _, fragment = url.partition("#")
    kept = [part for part in fragment.split("&") if part and not part.startswith("egg=")]
    return base + ("#" + "&".join(kept) if kept else "")


def described(parsed):
    req = install_req_from_parsed_requirement(parsed)
    req.hashes()
    link = req.link
    is_wheel = bool(link and link.is_wheel)
    options = parsed.options or {}
    return {
        "name": canonicalize_name(req.req.name) if req.req else None,
        "extras": sorted(canonicalize_name(extra) for extra in req.extras),
        "specifier": "" if is_wheel or not req.req else ",".join(sorted(str(one) for one in req.req.specifier)),
        "marker": str(req.markers) if req.markers else None,
        "link": without_egg(link.url) if link else None,
        "editable": req.editable,
        "constraint": req.constraint,
        "hashes": sorted("%s:%s" % (algorithm, digest.lower()) for algorithm, digests in options.get("hashes", {}).items() for digest in digests),
        "config_settings": options.get("config_settings") or {},
    }


def state(finder, options):
    control = finder.format_control
    release = getattr(finder, "release_control", None)
    pre = ":all:" in release.all_releases if release else getattr(finder, "allow_all_prereleases", False)
    return {
        "index_urls": list(finder.index_urls),
        "find_links": [place if "://" in place else os.path.abspath(place) for place in finder.find_links],
        "no_index": finder.search_scope.no_index,
        "no_binary": sorted(control.no_binary),
        "only_binary": sorted(control.only_binary),
        "pre": bool(pre),
        "prefer_binary": finder.prefer_binary,
        "trusted": sorted(host for host in finder.trusted_hosts),
        "require_hashes": options.require_hashes,
        "features": sorted(options.features_enabled),
    }


SESSION = PipSession()


def read(path):
    session = SESSION
    session.pip_trusted_origins.clear()
    finder = make_finder(session)
    options = optparse.Values({"require_hashes": False, "no_require_hashes": False, "features_enabled": []})
    requirements = [described(parsed) for parsed in parse_requirements(path, session=session, finder=finder, options=options)]
    # depsec keeps constraints apart, and their order among requirements means nothing.
    requirements.sort(key=lambda one: one["constraint"])
    return {"requirements": requirements, "options": state(finder, options)}


for job in sys.stdin.read().split("\n"):
    folder, _, file = job.partition("\t")
    os.chdir(folder)
    os.environ["WORK"] = folder
    try:
        answer = read(file)
    except (Exception, SystemExit) as error:
        answer = {"error": "%s: %s" % (type(error).__name__, re.sub(r"\s+", " ", str(error)))}
    print(json.dumps(answer))
