// Made-up packages for the benches: alike in every run, and nothing in them that a judgement would stop at.

/** One module of plain code, some kilobytes long. */
function moduleText(name, functions) {
  const parts = Array.from({ length: functions }, (_, at) => `def step_${at}(value, rows=()):
    """Adds what the rows of step ${at} hold to the value, and returns it with their number."""
    total = value + ${at}
    for number, row in enumerate(rows):
        if row is None or number % ${at + 2} == 0:
            continue
        total += len(str(row)) * number
    return {"name": ${JSON.stringify(name)}, "total": total, "rows": len(rows)}
`);
  return `"""Part of ${name}."""\n\n\n${parts.join('\n\n')}`;
}

function filesOf(project, modules) {
  const name = project.replaceAll('-', '_');
  const paths = ['__init__', ...Array.from({ length: modules }, (_, at) => `part_${at}`)];
  return Object.fromEntries(paths.map((path) => [`${name}/${path}.py`, moduleText(`${name}.${path}`, 12)]));
}

/** Bytes that do not get smaller, the same in every run. */
function noise(bytes) {
  const words = new Uint32Array(bytes / 4);
  let state = 1;
  for (let at = 0; at < words.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    words[at] = state ^ (state >>> 13);
  }
  return Buffer.from(words.buffer);
}

const nameOf = (at) => `garden-bed-${at}`;

/** `size` releases; each needs the next two that its number leads to, and the first so all of them. */
export function tree(size, { bigMegabytes = 0 } = {}) {
  const releases = Array.from({ length: size }, (_, at) => ({
    name: nameOf(at), version: '1.0', files: filesOf(nameOf(at), 6),
    requires: [2 * at + 1, 2 * at + 2].filter((next) => next < size).map((next) => `${nameOf(next)}>=1.0`),
  }));
  const last = releases.at(-1);
  if (bigMegabytes > 0) last.files = { ...last.files, [`photographs_of_${size}/photographs.bin`]: noise(bigMegabytes * 1_000_000) };
  return releases;
}
