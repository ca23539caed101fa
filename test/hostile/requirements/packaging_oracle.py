"""What pip's own copy of `packaging` reads out of requirements: one JSON text a line on standard input, one JSON answer a line."""
import json
import sys

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name


def read(text):
    try:
        found = Requirement(text)
    except ValueError as error:  # InvalidRequirement, or what urllib makes of an address
        return {"error": str(error)[:100]}
    return {
        "name": canonicalize_name(found.name),
        "extras": sorted({canonicalize_name(extra) for extra in found.extras}),
        "specifier": sorted(str(one) for one in found.specifier),
        "url": found.url,
        "marker": str(found.marker) if found.marker else None,
    }


for line in sys.stdin:
    print(json.dumps(read(json.loads(line))))
