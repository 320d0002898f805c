/** What can go wrong between us and a router; every error of this package is one of these or a RangeError. */
export type RouterosError =
  RouterosTrap | RouterosFatal | RouterosTimeout | RouterosProtocolError | RouterosClosed | RouterosBusy;

/** The meaning of `=category=` in a `!trap`. */
export type TrapCategory =
  'missing' | 'argument' | 'interrupted' | 'script' | 'failure' | 'api' | 'tty' | 'return' | undefined;

/** The router refused a command, or did it and says that it failed. The connection goes on. */
export class RouterosTrap extends Error {
  override readonly name: string = 'RouterosTrap';
  readonly category: TrapCategory;

  constructor(message: string, category: TrapCategory) {
    super(message);
    this.category = category;
  }
}

/** The router does not take the name and password. */
export class RouterosLoginRefused extends RouterosTrap {
  override readonly name = 'RouterosLoginRefused';
}

/** The router said `!fatal` and closes the connection. */
export class RouterosFatal extends Error {
  override readonly name = 'RouterosFatal';
}

/** No answer in time. Whether the router did it is not known. */
export class RouterosTimeout extends Error {
  override readonly name = 'RouterosTimeout';
}

/** What came is not the protocol, or is more than we take. The connection is closed. */
export class RouterosProtocolError extends Error {
  override readonly name: string = 'RouterosProtocolError';
}

/** The router shows another certificate than the one that was learned. */
export class RouterosCertificateChanged extends RouterosProtocolError {
  override readonly name = 'RouterosCertificateChanged';
  /** SHA-256, hex. Undefined: it shows none. */
  readonly shown: string | undefined;

  constructor(shown: string | undefined) {
    super(shown === undefined ? 'the router shows no certificate' : 'the router shows another certificate');
    this.shown = shown;
  }
}

/** There is no connection, or there is none any more. `cause` says why, where the system told. */
export class RouterosClosed extends Error {
  override readonly name = 'RouterosClosed';
}

/** More commands under way than the connection carries; nothing was sent. */
export class RouterosBusy extends Error {
  override readonly name = 'RouterosBusy';
}
