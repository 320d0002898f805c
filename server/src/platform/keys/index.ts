export { CannotOpen, createKeys, masterKeyBytes, type Binding, type Keys, type Sealer } from './sealer.ts';
