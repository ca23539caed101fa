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

/** A function of the module that yields, and is sent what it runs. */
const sentTo = (take: (data: string) => string): readonly string[] => ['def plant():', '    while True:', '        bulb = yield', ...indented(take('bulb'), 2), '', ''];

const throughGenerators: Readonly<Record<string, Carrier>> = {
  send: (give, take) => [...sentTo(take), 'bed = plant()', 'next(bed)', `bed.send(${give})`],
  'send-to-method': (give, take) => ['class Bed:', '    def plant(self):', '        while True:', '            bulb = yield', ...indented(take('bulb'), 3), '', '', 'bed = Bed().plant()', 'bed.send(None)', `bed.send(${give})`],
  'send-through-two': (give, take) => [...sentTo(take), 'def wash(bed):', '    while True:', '        bed.send((yield))', '', '', 'bed = plant()', 'next(bed)', 'tub = wash(bed)', 'next(tub)', `tub.send(${give})`],
  'next-of-generator': (give, take) => ['def dig():', `    yield ${give}`, '', '', take('next(dig())')],
  'yield-from': (give, take) => ['def dig():', `    yield ${give}`, '', '', 'def wash():', '    yield from dig()', '', '', 'for bulb in wash():', ...indented(take('bulb'))],
  'yield-of-module': (give, take) => ({ tools: ['def dig():', `    yield ${give}`], lines: ['from plot._tools import dig', 'for bulb in dig():', ...indented(take('bulb'))] }),
  'context-manager': (give, take) => ['import contextlib', '', '', '@contextlib.contextmanager', 'def dig():', `    yield ${give}`, '', '', 'with dig() as bulb:', ...indented(take('bulb'))],
};

const throughFields: Readonly<Record<string, Carrier>> = {
  enumeration: (give, take) => ['import enum', '', '', 'class Bed(enum.Enum):', `    BULB = ${give}`, '', '', take('Bed.BULB.value')],
  'enumeration-item': (give, take) => ['from enum import Enum', '', '', 'class Bed(Enum):', `    BULB = ${give}`, '', '', take("Bed['BULB'].value")],
  'enumeration-loop': (give, take) => ['import enum', '', '', 'class Bed(enum.Enum):', `    BULB = ${give}`, '', '', 'for bulb in Bed:', ...indented(take('bulb.value'))],
  'enumeration-method': (give, take) => ['import enum', '', '', 'class Bed(enum.Enum):', `    BULB = ${give}`, '', '    def plant(self):', ...indented(take('self.value'), 2), '', '', 'Bed.BULB.plant()'],
  'named-tuple': (give, take) => ['import collections', '', "Bed = collections.namedtuple('Bed', 'leaf bulb')", `bed = Bed(None, ${give})`, take('bed.bulb')],
  'named-tuple-class': (give, take) => ['from typing import NamedTuple', '', '', 'class Bed(NamedTuple):', '    leaf: object', '    bulb: object', '', '', take(`Bed(None, ${give}).bulb`)],
  'data-class': (give, take) => ['from dataclasses import dataclass', '', '', '@dataclass', 'class Bed:', '    leaf: object', '    bulb: object', '', '    def plant(self):', ...indented(take('self.bulb'), 2), '', '', `Bed(None, ${give}).plant()`],
  namespace: (give, take) => ['import types', '', `bed = types.SimpleNamespace(bulb=${give})`, take('bed.bulb')],
  'dict-with-types': (give, take) => ['from typing import TypedDict', '', '', 'class Bed(TypedDict):', '    bulb: object', '', '', `bed = Bed(bulb=${give})`, take("bed['bulb']")],
  'dict-by-name': (give, take) => [`bed = dict(bulb=${give})`, take("bed['bulb']")],
};

/** From source to sink. `direct` is one expression inside the other. */
export const carriers: Readonly<Record<string, Carrier>> = {
  direct: (give, take) => [take(give)],
  ...acrossModules,
  ...intoModules,
  ...throughGenerators,
  ...throughFields,
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
  'attribute-item': (give, take) => ['class Bed:', '    def __init__(self):', '        self.bulbs = {}', '', '    def fill(self):', `        self.bulbs['leaf'] = ${give}`, '        return self', '', '    def plant(self):', ...indented(take("self.bulbs['leaf']"), 2), '', '', 'Bed().fill().plant()'],
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
  'rest-by-name': (give, take) => ['def plant(**rest):', ...indented(take("rest['bulb']")), '', '', `plant(bulb=${give})`],
  property: (give, take) => ['class Bed:', '    @property', '    def bulb(self):', `        return ${give}`, '', '', take('Bed().bulb')],
  'end-of-with': (give, take) => ['class Bed:', '    def __enter__(self):', '        return self', '', '    def __exit__(self, *rest):', ...indented(take(give), 2), '', '', 'with Bed():', '    pass'],
  'thread-class': (give, take) => ['import threading', '', '', 'class Bed(threading.Thread):', '    def run(self):', ...indented(take(give), 2), '', '', 'Bed().start()'],
  'list-of-functions': (give, take) => ['def rest():', '    return None', '', '', ...giver(give), 'for tool in (rest, dig):', '    bulb = tool()', ...indented(take('bulb'))],
  'dict-of-functions': (give, take) => ['def rest():', '    return None', '', '', ...giver(give), "SHED = {'rest': rest, 'dig': dig}", 'for name, tool in SHED.items():', '    bulb = tool()', ...indented(take('bulb'))],
  'field-factory': (give, take) => ['from dataclasses import dataclass, field', '', '', '@dataclass', 'class Bed:', `    bulb: object = field(default_factory=lambda: ${give})`, '', '', take('Bed().bulb')],
  'decorated-function': (give, take) => ['def planted(function):', '    def inside():', '        bulb = function()', ...indented(take('bulb'), 2), '        return bulb', '', '    return inside', '', '', '@planted', ...giver(give), 'dig()'],
  queue: (give, take) => ['import queue', 'import threading', '', 'bed = queue.Queue()', '', '', 'def plant():', '    bulb = bed.get()', ...indented(take('bulb')), '', '', 'threading.Thread(target=plant).start()', `bed.put(${give})`],
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
