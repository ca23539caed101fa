import { resolve } from 'node:path';
import { variableOf } from '../../config/environment.js';
import { ToolError } from '../../core/errors.js';
import { deliverInOrder, type Delivery, type Parcel } from '../../monitor/deliver.js';
import { signedHeaders } from '../../monitor/signature.js';
import { shownPlace, type WebhookPlace } from '../../platform/webhook/place.js';
import { createPoster } from '../../platform/webhook/post.js';
import { appendLine } from '../../store/append-line.js';
import type { Channel, MonitorBook } from '../../store/monitor-book.js';
import { depsecVersion } from '../build-facts.js';
import type { Workshop } from '../workshop.js';
import type { MonitorFlags } from './monitor-flags.js';

/** Reports that wait for the next time, and why. */
export interface Undelivered {
  readonly to: string;
  readonly count: number;
  readonly why: string;
}

/** What of a run deliveries need. */
export type DeliveryShop = Pick<Workshop, 'cwd' | 'clock' | 'signal' | 'environment'>;
type Send = Delivery['send'];

const TIMEOUT_MS = 15_000;
// A moment for a receiver that restarts; one that is down for longer is asked again later.
const WAITS_MS = [1_000, 5_000];

function toFile(path: string, { cwd, clock }: DeliveryShop): Send {
  return async ({ id, body }: Parcel) => {
    try {
      await appendLine(resolve(cwd, path), { id, json: body }, clock);
      return null;
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      return error.message;
    }
  };
}

function toWebhook(place: WebhookPlace, { environment, signal }: DeliveryShop): Send {
  const poster = createPoster(place, { caFile: environment.certFile, timeoutMs: TIMEOUT_MS, userAgent: `depsec/${depsecVersion}` });
  const secret = variableOf(environment, 'DEPSEC_WEBHOOK_SECRET') || null;
  return ({ id, body }) => poster.post({ body, headers: signedHeaders({ id, body, secret }), signal });
}

interface Way {
  readonly channel: Channel;
  readonly to: string;
  readonly waits: readonly number[];
  readonly send: Send;
}

function waysFor({ jsonOutput, webhook }: MonitorFlags, shop: DeliveryShop): readonly Way[] {
  return [
    ...(jsonOutput === null ? [] : [{ channel: 'file' as const, to: jsonOutput, waits: [], send: toFile(jsonOutput, shop) }]),
    ...(webhook === null ? [] : [{ channel: 'webhook' as const, to: shownPlace(webhook), waits: WAITS_MS, send: toWebhook(webhook, shop) }]),
  ];
}

/** Brings everything that waits, each way in order; what fails on one does not hold up the other. Tells what is left. */
export async function deliverAll(flags: MonitorFlags, shop: DeliveryShop, book: Pick<MonitorBook, 'pending' | 'arrived'>): Promise<readonly Undelivered[]> {
  const left: Undelivered[] = [];
  for (const { channel, to, waits, send } of waysFor(flags, shop)) {
    const done = await deliverInOrder({ pending: () => book.pending(channel), arrived: (parcel) => book.arrived(channel, parcel), send, waits, sleep: (ms) => shop.clock.sleep(ms, shop.signal) });
    if (done.why !== null) left.push({ to, count: done.left, why: done.why });
  }
  return left;
}
