// PEP 440, one pattern for each kind of operator: only equality takes `.*` or a local version, only `~=` needs two numbers.
const RELEASE = String.raw`v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)*`;
const PRE = String.raw`(?:[-_.]?(?:alpha|beta|preview|pre|a|b|c|rc)[-_.]?[0-9]*)?`;
const POST = String.raw`(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?`;
const DEV = String.raw`(?:[-_.]?dev[-_.]?[0-9]*)?`;
const LOCAL = String.raw`(?:\+[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*)?`;
const SUFFIX = `${PRE}${POST}${DEV}`;

const ARBITRARY = String.raw`===\s*[A-Za-z0-9.*+!_-]+`;
const EQUALITY = String.raw`[=!]=\s*${RELEASE}(?:\.\*|${SUFFIX}${LOCAL})`;
const COMPATIBLE = String.raw`~=\s*v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)+${SUFFIX}`;
const ORDER = String.raw`(?:<=|>=|<(?!=)|>(?!=))\s*${RELEASE}${SUFFIX}`;
const CLAUSE = `(?:${ARBITRARY}|${EQUALITY}|${COMPATIBLE}|${ORDER})`;

/** Source of a pattern for version clauses joined by commas; pip lets a comma stand behind the last one. */
export const VERSION_CLAUSES = String.raw`${CLAUSE}(?:\s*,\s*${CLAUSE})*\s*,?`;
