import type { Usage } from './apply-accounting.ts';
import type { RouterKey } from './fold-store.ts';

const minuteMs = 60_000;

/** Bytes that packets of one minute told of one NAS. */
export interface TrafficMinute {
  tenantId: string;
  nasId: string;
  minuteMs: number;
  downloadBytes: bigint;
  uploadBytes: bigint;
}

/** Adds up what a batch counts by NAS and minute of the event, whether or not anybody knows whose it was. */
export class TrafficTally {
  readonly #byNas = new Map<string, Map<number, TrafficMinute>>();

  add({ tenantId, nasId }: RouterKey, atMs: number, { uploadBytes, downloadBytes }: Usage): void {
    if (uploadBytes === 0n && downloadBytes === 0n) return;
    let minutes = this.#byNas.get(nasId);
    if (!minutes) this.#byNas.set(nasId, (minutes = new Map<number, TrafficMinute>()));
    const minute = Math.floor(atMs / minuteMs) * minuteMs;
    const known = minutes.get(minute);
    if (!known) {
      minutes.set(minute, { tenantId, nasId, minuteMs: minute, downloadBytes, uploadBytes });
      return;
    }
    known.downloadBytes += downloadBytes;
    known.uploadBytes += uploadBytes;
  }

  minutes(): TrafficMinute[] {
    return [...this.#byNas.values()].flatMap((minutes) => [...minutes.values()]);
  }
}
