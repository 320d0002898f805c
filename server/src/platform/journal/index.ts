export { type AppendDone } from './append-group.ts';
export { nodeDisk, type DiskFile, type JournalDisk } from './disk.ts';
export {
  defaultSegmentBytes,
  Journal,
  JournalRefusal,
  type JournalFault,
  type JournalOptions,
  type JournalRefusalKind,
  type JournalStats,
} from './journal.ts';
export {
  JournalReader,
  type JournalBatch,
  type JournalPosition,
  type JournalReaderOptions,
} from './journal-reader.ts';
export { FolderLocked } from './lock-folder.ts';
export { recordSpan } from './segment.ts';
