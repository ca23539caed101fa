const FINAL = /^\d+(?:\.\d+)*$/;

/** Versions that a text of advisories names, and those right beside them. */
export function versionsNear(text: string): readonly string[] {
  const named = [...text.matchAll(/"(\d[^"\s]*)"/g)].map(([, version = '']) => version).filter((version) => FINAL.test(version));
  return [...new Set(named.flatMap((version) => {
    const [head, last] = [version.split('.').slice(0, -1), Number(version.split('.').at(-1))];
    // pip finds 1.7.0.post1 in the series 1.7.0.*, but not 1.7.post1, which is the same version: the README says so.
    const post = head.length > 1 ? [`${version}.post1`] : [];
    return [version, [...head, last + 1].join('.'), ...(last > 0 ? [[...head, last - 1].join('.')] : []), `${version}.1`, ...post];
  }))];
}
