/** A report that has yet to arrive. */
export interface Parcel {
  /** Reports of one environment are numbered in the order in which they were made. */
  readonly number: number;
  readonly id: string;
  /** The report as JSON in one line. */
  readonly body: string;
}

export interface Delivery {
  /** Those that have yet to arrive, oldest first. */
  readonly pending: () => readonly Parcel[];
  /** Brings one; returns why that failed, or null when it has arrived. */
  readonly send: (parcel: Parcel) => Promise<string | null>;
  readonly arrived: (parcel: Parcel) => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long to wait before each further try, in milliseconds. */
  readonly waits: readonly number[];
}

/** What a delivery came to: how many are left, and why. */
export interface Delivered {
  readonly sent: number;
  readonly left: number;
  readonly why: string | null;
}

async function bring(parcel: Parcel, { send, sleep, waits }: Delivery): Promise<string | null> {
  let why = await send(parcel);
  for (const ms of waits) {
    if (why === null) return null;
    await sleep(ms);
    why = await send(parcel);
  }
  return why;
}

/** Brings reports in order; the first that does not arrive holds up those behind it, since a receiver must not hear of the end before the beginning. */
export async function deliverInOrder(delivery: Delivery): Promise<Delivered> {
  const parcels = delivery.pending();
  for (const [index, parcel] of parcels.entries()) {
    const why = await bring(parcel, delivery);
    if (why !== null) return { sent: index, left: parcels.length - index, why };
    // Only now: whoever is killed in between brings it a second time, under the same id.
    delivery.arrived(parcel);
  }
  return { sent: parcels.length, left: 0, why: null };
}
