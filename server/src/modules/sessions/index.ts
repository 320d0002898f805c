export {
  decodeAccountingRecord,
  encodeAccountingRecord,
  type AccountingRecord,
} from './accounting-record.ts';
