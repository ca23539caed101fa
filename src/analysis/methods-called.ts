// Python calls these when a class is made, an object goes or an operator stands between two: nobody has work done there that a user would have to ask for.
const BY_SIGNS = /^__(?:set_name|prepare|mro_entries|class_getitem|init_subclass|attrs_(?:pre|post)_init|instancecheck|subclasscheck|del|bool|len|format|str|repr|hash|contains|eq|ne|lt|le|gt|ge|neg|pos|invert|[ri]?(?:or|and|xor|add|sub|mul|matmul|truediv|floordiv|mod|pow|lshift|rshift))__$/;
// Asked for each import, by whoever puts its object among the finders.
const FINDS = /^(?:find_spec|find_module|exec_module|load_module)$/;

/** Methods that others call of the same object: a part of their name, and what is called. */
const BY_OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^run$/, 'start'],
  [/^(?:generic_)?visit(?:_\w+)?$/, 'visit'],
  [/^handle_\w+$/, 'feed'],
  [/^emit$/, 'addHandler'],
  [FINDS, 'insert'],
];

/** True for a method of an object that is made, where its name stands in no call: Python calls it, or another method that is called does. */
export const callsUnseen = (method: string, isCalled: (name: string) => boolean): boolean => BY_SIGNS.test(method) || BY_OTHERS.some(([own, other]) => own.test(method) && isCalled(other));
