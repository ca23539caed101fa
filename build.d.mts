export function rulesetId(): string;
export function defines(): Record<string, string>;
