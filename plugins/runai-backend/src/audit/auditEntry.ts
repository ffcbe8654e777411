import { withoutTokens } from '@runai-portal/backstage-plugin-runai-node';
import { storable } from '../clusters/storable';
import type { NewAuditEntry } from './AuditStore';

/** A path that somebody made up may be as long as a request line. */
const LONGEST_TEXT = 512;

/** An entry whose texts every database takes: none longer than it helps, and none that looks like a token. */
export function auditEntry(entry: NewAuditEntry): NewAuditEntry {
  return JSON.parse(JSON.stringify(entry), (_key, value) =>
    typeof value === 'string'
      ? storable(withoutTokens(value)).slice(0, LONGEST_TEXT)
      : value,
  );
}
