// What whoever sends a request puts into it, in frameworks where that is one object for everybody.
const SHARED_REQUEST = /^(?:flask|quart|bottle)\.request\.(?:args|form|values|query|forms|params|cookies|headers)(?:\.get)?$|^(?:flask|quart)\.request\.(?:get_json|get_data)$/;
// In the others, functions are given it.
const HANDS_REQUEST = /^(?:django|rest_framework|starlette|fastapi|sanic|aiohttp\.web|pyramid|falcon)\b/;

/** The name of what a function of a web site is given to answer. */
export const WEB_REQUEST = 'a web request';

/** Begins the name of what an object of a class finds in itself that is made for each request. */
export const REQUEST_FOR = 'a request for ';

/** What a site of the ASGI kind is given to ask for the next part of a request. */
export const RECEIVES = 'asgi.receive';

/** True for a call that gives a part of a request. */
export const readsRequest = (name: string): boolean => name === RECEIVES || SHARED_REQUEST.test(name);

/** True for a module whose functions are given requests, as their parameter of that name. */
export const handsRequests = (module: string): boolean => HANDS_REQUEST.test(module);

/** True for the name of data that came with a request. */
export const cameWithRequest = (source: string): boolean => source === WEB_REQUEST || source.startsWith(REQUEST_FOR) || readsRequest(source);
