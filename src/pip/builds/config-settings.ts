/** What a backend's hooks get as `config_settings` (PEP 517): a value for each key, a list where the key was given more than once. */
export type ConfigSettings = Readonly<Record<string, string | readonly string[]>>;

/** Reads pip's `--config-settings KEY=VALUE`. Null when there are none. */
export function configSettings(given: readonly string[]): ConfigSettings | null {
  const settings = new Map<string, string[]>();
  for (const text of given) {
    const [key = '', ...value] = text.split('=');
    settings.set(key, [...(settings.get(key) ?? []), value.join('=')]);
  }
  if (settings.size === 0) return null;
  return Object.fromEntries([...settings].map(([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values]));
}
