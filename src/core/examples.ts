// Projects that look for attacks have some in their tests, and others show how their services are used.
const IS_EXAMPLE = /(?:^|\/)(?:tests?|testing|test[-_]?data|fixtures?|docs?|examples?|samples?|benchmarks?)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/i;

/** True for files that show or test something and are no part of what a package is for. */
export function isExample(path: string): boolean {
  return IS_EXAMPLE.test(path);
}
