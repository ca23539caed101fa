import { createHmac } from 'node:crypto';

/** What goes out with a report. The receiver computes the same over the bytes of the body and compares in constant time. */
export function signedHeaders({ id, body, secret }: { readonly id: string; readonly body: string; readonly secret: string | null }): Readonly<Record<string, string>> {
  const signature = secret === null ? {} : { 'x-depsec-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
  return { 'content-type': 'application/json; charset=utf-8', 'x-depsec-request-id': id, ...signature };
}
