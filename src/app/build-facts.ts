declare const DEPSEC_VERSION: string;
declare const DEPSEC_RULESET: string;

/** depsec's own version, put in by the build. */
export const depsecVersion: string = DEPSEC_VERSION;

/** Identifies everything that decides what is found; part of every cache key. */
export const ruleset: string = DEPSEC_RULESET;
