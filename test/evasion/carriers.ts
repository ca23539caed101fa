/** Ways of the data: `give` is the expression it comes out of, `take` writes the statement that it ends up in. */
type Carrier = (give: string, take: (data: string) => string) => readonly string[] | TwoModules;

/** A way from one module of the package to the other, which is `plot/_tools.py`. */
export interface TwoModules {
  readonly lines: readonly string[];
  readonly tools: readonly string[];
}

const indented = (statement: string, depth = 1): readonly string[] => statement.split('\n').map((line) => `${'    '.repeat(depth)}${line}`);

/** The sink as a function of the module. */
const receiver = (take: (data: string) => string): readonly string[] => ['def plant(bulb):', ...indented(take('bulb')), '', ''];

const giver = (give: string): readonly string[] => ['def dig():', `    return ${give}`, '', ''];

const intoModules: Readonly<Record<string, Carrier>> = {
  'into-function-of-module': (give, take) => ({ tools: [...receiver(take)], lines: ['from plot._tools import plant', `plant(${give})`] }),
  'into-method-of-module': (give, take) => ({ tools: ['class Bed:', '    def plant(self, bulb):', ...indented(take('bulb'), 2)], lines: ['from plot._tools import Bed', `Bed().plant(bulb=${give})`] }),
  'into-constructor-of-module': (give, take) => ({ tools: ['class Bed:', '    def __init__(self, bulb):', ...indented(take('bulb'), 2)], lines: ['import plot._tools as shed', `shed.Bed(${give})`] }),
};

const acrossModules: Readonly<Record<string, Carrier>> = {
  'variable-of-module': (give, take) => ({ tools: [`bulb = ${give}`], lines: ['from plot._tools import bulb', take('bulb')] }),
  'attribute-of-module': (give, take) => ({ tools: [`bulb = ${give}`], lines: ['import plot._tools as shed', take('shed.bulb')] }),
  'function-of-module': (give, take) => ({ tools: giver(give), lines: ['from plot._tools import dig', take('dig()')] }),
  'class-of-module': (give, take) => ({ tools: ['class Bed:', '    def dig(self):', `        return ${give}`], lines: ['from plot._tools import Bed', take('Bed().dig()')] }),
};

/** From source to sink. `direct` is one expression inside the other. */
export const carriers: Readonly<Record<string, Carrier>> = {
  direct: (give, take) => [take(give)],
  ...acrossModules,
  ...intoModules,
  assignment: (give, take) => [`bulb = ${give}`, take('bulb')],
  'assignments-in-a-row': (give, take) => [`bulb = ${give}`, 'root = bulb', 'stem = root', take('stem')],
  annotated: (give, take) => [`bulb: str = ${give}`, take('bulb')],
  augmented: (give, take) => ["bulb = ''", `bulb += ${give}`, take('bulb')],
  unpacked: (give, take) => [`bulb, rest = ${give}, None`, take('bulb')],
  starred: (give, take) => [`bulb, *rest = [${give}]`, take('bulb')],
  walrus: (give, take) => [`if (bulb := ${give}):`, ...indented(take('bulb'))],
  'list-item': (give, take) => [`bed = [${give}]`, take('bed[0]')],
  'list-append': (give, take) => ['bed = []', `bed.append(${give})`, take('bed[0]')],
  'dict-item': (give, take) => [`bed = {'bulb': ${give}}`, take("bed['bulb']")],
  'dict-assignment': (give, take) => ['bed = {}', `bed['bulb'] = ${give}`, take("bed['bulb']")],
  attribute: (give, take) => ['class Bed:', '    bulb = None', '', '', `Bed.bulb = ${give}`, take('Bed.bulb')],
  'instance-attribute': (give, take) => ['class Bed:', '    def __init__(self):', `        self.bulb = ${give}`, '', '    def plant(self):', ...indented(take('self.bulb'), 2), '', '', 'Bed().plant()'],
  setattr: (give, take) => ['class Bed:', '    bulb = None', '', '', `setattr(Bed, 'bulb', ${give})`, take("getattr(Bed, 'bulb')")],
  parameter: (give, take) => [...receiver(take), `plant(${give})`],
  'keyword-parameter': (give, take) => [...receiver(take), `plant(bulb=${give})`],
  'default-argument': (give, take) => [`def plant(bulb=${give}):`, ...indented(take('bulb')), '', '', 'plant()'],
  'rest-parameters': (give, take) => ['def plant(*bulbs, **rest):', ...indented(take('bulbs[0]')), '', '', `plant(${give})`],
  return: (give, take) => [...giver(give), take('dig()')],
  'return-through-two': (give, take) => [...giver(give), 'def wash():', '    return dig()', '', '', take('wash()')],
  'return-and-parameter': (give, take) => [...giver(give), ...receiver(take), 'plant(dig())'],
  yield: (give, take) => ['def dig():', `    yield ${give}`, '', '', 'for bulb in dig():', ...indented(take('bulb'))],
  lambda: (give, take) => [`dig = lambda: ${give}`, take('dig()')],
  'lambda-parameter': (give, take) => [...receiver(take), '(lambda bulb: plant(bulb))(' + give + ')'],
  map: (give, take) => [...receiver(take), `list(map(plant, [${give}]))`],
  partial: (give, take) => ['import functools', '', '', ...receiver(take), `functools.partial(plant, ${give})()`],
  loop: (give, take) => [`for bulb in [${give}]:`, ...indented(take('bulb'))],
  comprehension: (give, take) => [...receiver(take), `[plant(bulb) for bulb in (${give},)]`],
  closure: (give, take) => ['def bed():', `    bulb = ${give}`, '', '    def plant():', ...indented(take('bulb'), 2), '', '    return plant', '', '', 'bed()()'],
  global: (give, take) => ['bulb = None', '', '', 'def dig():', '    global bulb', `    bulb = ${give}`, '', '', 'dig()', take('bulb')],
  'globals-item': (give, take) => [`globals()['bulb'] = ${give}`, take('bulb')],
  'class-body': (give, take) => ['class Bed:', `    bulb = ${give}`, ...indented(take('bulb'))],
  decorator: (give, take) => [...receiver(take), 'def planted(function):', `    plant(${give})`, '    return function', '', '', '@planted', 'def shed():', '    return None'],
  'init-subclass': (give, take) => ['class Bed:', '    def __init_subclass__(cls):', ...indented(take(give), 2), '', '', 'class Small(Bed):', '    pass'],
  metaclass: (give, take) => ['class Kind(type):', '    def __new__(cls, name, bases, space):', ...indented(take(give), 2), '        return super().__new__(cls, name, bases, space)', '', '', 'class Bed(metaclass=Kind):', '    pass'],
  'try-block': (give, take) => ['try:', `    bulb = ${give}`, ...indented(take('bulb')), 'except Exception:', '    pass'],
  'finally-block': (give, take) => ['try:', '    bulb = None', 'finally:', `    bulb = ${give}`, ...indented(take('bulb'))],
  'with-block': (give, take) => ['import contextlib', '', 'with contextlib.suppress(Exception):', `    bulb = ${give}`, ...indented(take('bulb'))],
  'f-string': (give, take) => [`bulb = ${give}`, take("f'{bulb}'")],
  formatted: (give, take) => [`bulb = ${give}`, take("'{}'.format(bulb)")],
  percent: (give, take) => [`bulb = ${give}`, take("('%s' % bulb)")],
  concatenated: (give, take) => [`bulb = ${give}`, take("('' + bulb)")],
  joined: (give, take) => [`bulb = ${give}`, take("''.join([bulb])")],
  stripped: (give, take) => [`bulb = ${give}`, take('bulb.strip().replace(chr(13), chr(10))')],
  conditional: (give, take) => [`bulb = ${give} if __name__ else None`, take('bulb')],
  thread: (give, take) => ['import threading', '', '', ...receiver(take), `threading.Thread(target=plant, args=(${give},)).start()`],
  'at-exit': (give, take) => ['import atexit', '', '', ...receiver(take), `atexit.register(plant, ${give})`],
  timer: (give, take) => ['import threading', '', '', ...receiver(take), `threading.Timer(1, plant, [${give}]).start()`],
};
