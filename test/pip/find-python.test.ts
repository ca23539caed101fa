import { describe, expect, test } from 'vitest';
import { findPython, type PythonDisk, type PythonSearch } from '../../src/pip/find-python.js';

/** A disk on which these files are, and the folders they lie in. */
const disk = (...files: readonly string[]): PythonDisk => ({ isFile: (path) => files.includes(path), isFolder: (path) => files.some((file) => file.startsWith(`${path}\\`) || file.startsWith(`${path}/`)) });
const nowhere: PythonSearch = { wanted: null, virtualEnv: null, condaPrefix: null, cwd: '/home/ada', path: [], windows: false };
const windows = { ...nowhere, cwd: 'C:\\work', windows: true };
const store = 'C:\\Users\\ada\\AppData\\Local\\Microsoft\\WindowsApps';

describe('on Windows', () => {
  test('an environment has its interpreter in Scripts', () => {
    expect(findPython(windows, disk('C:\\work\\.venv\\Scripts\\python.exe'))).toEqual({ executable: 'C:\\work\\.venv\\Scripts\\python.exe', label: '.venv' });
    expect(findPython({ ...windows, virtualEnv: 'C:\\work\\env' }, disk('C:\\work\\env\\Scripts\\python.exe'))).toEqual({ executable: 'C:\\work\\env\\Scripts\\python.exe', label: 'env' });
  });

  test("conda's lies at the top", () => {
    expect(findPython({ ...windows, condaPrefix: 'D:\\conda' }, disk('D:\\conda\\python.exe'))).toEqual({ executable: 'D:\\conda\\python.exe', label: 'D:\\conda' });
  });

  test("the Store's stub is passed over, though it comes first", () => {
    const path = [store, 'C:\\Python312'];
    expect(findPython({ ...windows, path }, disk(`${store}\\python.exe`, `${store}\\python3.exe`, 'C:\\Python312\\python.exe')).executable).toBe('C:\\Python312\\python.exe');
  });

  test('where there is nothing but the stub, it is named', () => {
    expect(() => findPython({ ...windows, path: [store] }, disk(`${store}\\python.exe`))).toThrow("the Windows Store's python.exe only opens the shop");
  });

  test('the launcher py serves where PATH has no python.exe, the one among the aliases too', () => {
    expect(findPython({ ...windows, path: ['C:\\Windows'] }, disk('C:\\Windows\\py.exe')).executable).toBe('C:\\Windows\\py.exe');
    expect(findPython({ ...windows, path: [store] }, disk(`${store}\\python.exe`, `${store}\\py.exe`)).executable).toBe(`${store}\\py.exe`);
    expect(findPython({ ...windows, wanted: 'py', path: ['C:\\Windows'] }, disk('C:\\Windows\\py.exe')).executable).toBe('C:\\Windows\\py.exe');
  });

  test('a python.exe on PATH goes before the launcher', () => {
    expect(findPython({ ...windows, path: ['C:\\Windows', 'C:\\Python312'] }, disk('C:\\Windows\\py.exe', 'C:\\Python312\\python.exe')).executable).toBe('C:\\Python312\\python.exe');
  });

  test('--python takes a folder with backslashes, relative to where one is', () => {
    expect(findPython({ ...windows, wanted: '..\\env' }, disk('C:\\env\\Scripts\\python.exe'))).toEqual({ executable: 'C:\\env\\Scripts\\python.exe', label: 'C:\\env', isNamed: true });
  });

  test('a .bat, which only a shell starts, is no interpreter, and the working directory is not on PATH', () => {
    expect(() => findPython({ ...windows, path: ['C:\\shims', '.', ''] }, disk('C:\\shims\\python.bat', 'C:\\work\\python.exe'))).toThrow('no Python');
  });
});

describe('elsewhere', () => {
  test('there is no launcher, and WindowsApps is a folder like any other', () => {
    expect(() => findPython({ ...nowhere, path: ['/usr/bin'] }, disk('/usr/bin/py'))).toThrow('no Python');
    expect(findPython({ ...nowhere, path: ['/x/WindowsApps'] }, disk('/x/WindowsApps/python3')).executable).toBe('/x/WindowsApps/python3');
  });

  test('folders of PATH come one after the other, python3 before python in each', () => {
    expect(findPython({ ...nowhere, path: ['/a', '/b'] }, disk('/a/python', '/b/python3', '/b/python')).executable).toBe('/a/python');
  });

  test('an environment may have python3 alone', () => {
    expect(findPython(nowhere, disk('/home/ada/.venv/bin/python3'))).toEqual({ executable: '/home/ada/.venv/bin/python3', label: '.venv' });
  });
});

test('an empty --python is shown as one', () => {
  expect(() => findPython({ ...nowhere, wanted: '' }, disk())).toThrow('--python "": no interpreter there');
});
