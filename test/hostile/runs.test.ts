import { expectPromisesKept } from './expect-kept.js';
import * as families from './runs.js';

expectPromisesKept(families);
