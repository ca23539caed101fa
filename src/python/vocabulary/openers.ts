const BROWSER = /^webbrowser\.open(?:_new(?:_tab)?)?$/;
// As the first word of a list, which no shell reads. Browsers themselves take options that name programs.
const PROGRAM = /^(?:\S*[\\/])?(?:(?:xdg|gnome|gvfs)-open|kde-open\d?|open)$/;

/** True for calls that show an address, or a file, in the program that is there for it: nothing of the address is run as code. */
export const opensAddress = (name: string): boolean => BROWSER.test(name);

/** True for a command of a program that does the same with the only word that stands behind it. */
export const isOpenerCommand = ([program, address, ...more]: readonly (string | null)[]): boolean => address !== undefined && more.length === 0 && address?.startsWith('-') !== true && PROGRAM.test(program ?? '');
