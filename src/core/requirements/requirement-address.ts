// `name @ address` (PEP 508), a bare address as dependency_links has them, or one with a version-control prefix.
const ADDRESS = /^(?:[\w.-]+(?:\s*\[[^\]]*\])?\s*@\s*)?((?:git|hg|svn|bzr)\+\S+|[a-z][\w+.-]*:\/\/\S+|file:\S+|git@\S+)/i;

/** The address in a requirement that is not looked up by its name; null for any other. */
export const addressIn = (requirement: string): string | null => ADDRESS.exec(requirement.trim())?.[1] ?? null;
