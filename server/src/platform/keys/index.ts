export {
  addMasterKey,
  keepNewestMasterKey,
  loadKeyFiles,
  UnusableKeyFile,
  type KeyFiles,
  type KeyFilesOptions,
} from './key-files.ts';
export {
  CannotOpen,
  createKeys,
  masterKeyBytes,
  masterKeyIds,
  type Binding,
  type Keys,
  type Sealer,
} from './sealer.ts';
