import { expectPromisesKept } from './expect-kept.js';
import * as families from './properties.js';

expectPromisesKept(families);
