/** Suffixes of what is a text or a picture to everybody, as a part of a pattern. */
export const NO_CODE = String.raw`\.(?:txt|png|jpe?g|gif|svg|html?|json|xml|md|rst|csv|po|mo)`;

const PLAIN = new RegExp(String.raw`(?:${NO_CODE}|\.(?:pot|plist|icns|ico|bmp|pdf|wav|ogg|[ch]|cc|[ch]pp|mm?))$|(?:^|/)(?:change-?log|changes|news|readme|licen[cs]e|copying|copyright|authors|credits|contributors|thanks|history|todo|install)$`, 'i');

// What was noted of the tree before: setuptools loads the entry points that stand there.
const NOTED = /\.(?:egg|dist)-info\//i;

/** True for a file that no build reads by itself, neither for Python nor for settings. What compilers are given is judged by each of its files. */
export const isPlainName = (path: string): boolean => PLAIN.test(path) && !NOTED.test(path);
