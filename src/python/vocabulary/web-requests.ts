// What whoever sends a request puts into it, in frameworks where that is one object for everybody.
const SHARED_REQUEST = /^(?:flask|quart|bottle)\.request\.(?:args|form|values|query|forms|params|cookies|headers)\.get$|^(?:flask|quart)\.request\.(?:get_json|get_data)$/;
// In the others, functions are given it.
const HANDS_REQUEST = /^(?:django|rest_framework|starlette|fastapi|sanic|aiohttp\.web|pyramid|falcon)\b/;

/** The name of what a function of a web site is given to answer. */
export const WEB_REQUEST = 'a web request';

/** True for a call that gives a part of a request. */
export const readsRequest = (name: string): boolean => SHARED_REQUEST.test(name);

/** True for a module whose functions are given requests, as their parameter of that name. */
export const handsRequests = (module: string): boolean => HANDS_REQUEST.test(module);

/** True for the name of data that came with a request. */
export const cameWithRequest = (source: string): boolean => source === WEB_REQUEST || readsRequest(source);
