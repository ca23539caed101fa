const numbers = (version: string): readonly number[] => (/^v?(\d+(?:\.\d+)*)/.exec(version.trim())?.[1] ?? '0').split('.').map(Number);

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const beginsWith = (python: readonly number[], prefix: readonly number[]): boolean => prefix.every((part, at) => (python[at] ?? 0) === part);

function holds(operator: string, wanted: string, python: readonly number[]): boolean {
  const release = numbers(wanted);
  const order = compare(python, release);
  switch (operator) {
    case '>=': return order >= 0;
    case '<=': return order <= 0;
    case '>': return order > 0;
    case '<': return order < 0;
    case '~=': return order >= 0 && beginsWith(python, release.slice(0, -1));
    case '!=': return wanted.endsWith('.*') ? !beginsWith(python, release) : order !== 0;
    default: return wanted.endsWith('.*') ? beginsWith(python, release) : order === 0;
  }
}

/** Whether a Python, such as `3.12.4`, is one that `requires-python` takes: PEP 440 clauses, of which only the numbers count. */
export function fitsPython(clauses: string, version: string): boolean {
  const python = numbers(version);
  return clauses.split(',').every((clause) => {
    const [, operator = '', wanted = ''] = /^\s*(===|==|!=|~=|<=|>=|<|>)\s*(\S+)\s*$/.exec(clause) ?? [];
    return operator === '' || holds(operator, wanted, python);
  });
}
