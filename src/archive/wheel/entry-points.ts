const GROUPS: ReadonlySet<string> = new Set(['console_scripts', 'gui_scripts']);

/**
 * Names of the commands that pip writes for a wheel's entry_points.txt (an INI file, see the entry points specification), in
 * their order. Lines that are no `name = object` are passed over, as pip refuses such wheels.
 */
export function parseCommands(bytes: Buffer): readonly string[] {
  const commands: string[] = [];
  let isCommandGroup = false;
  for (const line of bytes.toString('utf8').split(/\r\n?|\n/)) {
    const group = /^\s*\[([^\]]*)\]/.exec(line)?.[1];
    if (group !== undefined) isCommandGroup = GROUPS.has(group.trim());
    const name = /^\s*([^#;=\s][^=]*?)\s*=/.exec(line)?.[1];
    if (isCommandGroup && group === undefined && name !== undefined) commands.push(name);
  }
  return commands;
}
