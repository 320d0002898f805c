const keyBytes = 16;

/** A key by which the server knows a request again. `randomUUID` is only there where the page came over TLS. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(keyBytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
