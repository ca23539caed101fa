import { expect, test } from 'vitest';
import { pythonOfCython } from '../../src/formats/cython.js';

test.each([
  ['cdef int grow(int leaf, double[:, :] bark=None) except -1:', 'def grow(leaf, bark=None):'],
  ['cpdef inline str name(self, const char *text): return text', 'def name(self, text): return text'],
  ['    def grow(self, int leaf not None, *args, **more):', '    def grow(self, leaf, *args, **more):'],
  ['def grow(leaf: int, bark: str = "a,b") -> None:', 'def grow(leaf: int, bark: str = "a, b"):'],
  ['cdef class Tree(Plant):', 'class Tree(Plant):'],
  ['cdef int leaf = <int>grow(<char *> text)', 'leaf = grow(text)'],
  ['cdef int leaf, bark', 'pass'],
  ['from libc.stdlib cimport malloc', 'pass'],
  ['cimport numpy as np', 'pass'],
  ['    with nogil:', '    if 1:'],
  ['DEF SIZE = 4', 'SIZE = 4'],
  ['    grow(&leaf)', '    grow(leaf)'],
  ['    property leaf:', '    class leaf:'],
  ['property = 4', 'property = 4'],
  ['import os', 'import os'],
  ['if a < b and c > d:', 'if a < b and c > d:'],
])('%s becomes %s', (line, python) => {
  expect(pythonOfCython(line)).toBe(python);
});

test('the head of a function that goes on for some lines is read as one', () => {
  expect(pythonOfCython('cdef int grow(self, const char *leaf,\n              int bark) except -1:\n    os.getpid()')).toBe('def grow(self, leaf, bark):\n\n    os.getpid()');
  expect(pythonOfCython('def grow(leaf,\n         bark=(1, 2)):\n    os.getpid()')).toBe('def grow(leaf,\n         bark=(1, 2)):\n    os.getpid()');
});

test('what a block declares is left out, but for the values', () => {
  expect(pythonOfCython('cdef:\n    object leaf\n    # of the tree\n    int bark = os.getpid()\n\nleaf = 1')).toBe('if 1:\n    pass\n    # of the tree\n    bark = os.getpid()\n\nleaf = 1');
});

test('an import of C that goes on for some lines is left out to its end', () => {
  expect(pythonOfCython('from leaf cimport (bark,\n    root)\nimport os\nfrom leaf cimport (twig)\nos.getpid()')).toBe('pass\n\nimport os\npass\nos.getpid()');
});

test('blocks that only declare are left out, and every line stays where it was', () => {
  const text = 'cdef extern from "leaf.h":\n    int grow(int)\n\n    ctypedef struct leaf:\n        int x\nimport os\ncdef struct bark:\n    int y\nos.getpid()';
  expect(pythonOfCython(text)).toBe('pass\n\n\n\n\nimport os\npass\n\nos.getpid()');
});
