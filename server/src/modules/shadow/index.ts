export { Comparisons } from './comparing/comparisons.ts';
export { CopiedExchanges } from './listening/copied-exchanges.ts';
export { CopySocket } from './listening/copy-socket.ts';
export { addDisagreements, addShadowMinutes } from './notes/note-store.ts';
export { ShadowNotes } from './notes/shadow-notes.ts';
export { relayAccounting } from './relaying/relay-accounting.ts';
export { relayLogin } from './relaying/relay-login.ts';
export { Upstreams } from './relaying/upstreams.ts';
export { forgetOldComparisons } from './status/shadow-store.ts';
