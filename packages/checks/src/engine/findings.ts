import type { Subject } from '@runai-portal/backstage-plugin-runai-common';
import type { EvidenceLine } from '../declarations';

/** A piece of evidence as a row; where there is no value there is no evidence. */
export type EvidenceRow = readonly [
  what: string,
  key: string | undefined,
  value: string | number | boolean | undefined,
  how?: EvidenceLine['how'],
];

/** Evidence as a table: rows without a value, and those that are not there, are left out. */
export function evidenceOf(
  ...rows: readonly (EvidenceRow | readonly EvidenceRow[] | false | undefined)[]
): EvidenceLine[] {
  // Without intermediate lists: there are thousands of findings.
  const lines: EvidenceLine[] = [];
  for (const row of rows) {
    if (row && isRow(row)) {
      const [what, key, value, how] = row;
      if (value !== undefined && value !== '') {
        lines.push({ what, key, value: `${value}`, how });
      }
    } else if (row) {
      lines.push(...evidenceOf(...row));
    }
  }
  return lines;
}

function isRow(row: EvidenceRow | readonly EvidenceRow[]): row is EvidenceRow {
  return typeof row[0] === 'string';
}

/** The outcome of the first row whose condition holds, else the one that stands alone at the end. */
export function firstOf<const Key extends string>(
  ...rows: readonly [...(readonly [holds: unknown, outcome: Key])[], Key]
): Key {
  for (const row of rows) {
    if (typeof row === 'string') {
      return row;
    }
    if (row[0]) {
      return row[1];
    }
  }
  throw new Error('No outcome stands at the end');
}

/** What may be said of a subject whose data made the check fail. */
interface Crash {
  readonly subject: Subject;
  readonly crash: unknown;
}

/**
 * Judges each node for itself: where the data of one makes `judge` throw, that node alone is `unknown` (`CheckCrashed`). Where
 * there may be thousands that are alike, `forNodesAlike` is faster.
 *
 * @param judge - undefined where the check has nothing to say of the node
 */
export function forEachNode<
  Node extends { readonly name: string },
  Found extends object,
>(nodes: readonly Node[], judge: (node: Node) => Found | undefined): Found[] {
  const findings: Found[] = [];
  for (const node of nodes) {
    const subject: Subject = { kind: 'node', name: node.name };
    try {
      const finding = judge(node);
      if (finding) {
        // In place: there are thousands of findings, and each was made for its subject alone.
        findings.push(Object.assign(finding, { subject }));
      }
    } catch (crash) {
      // The engine tells it from a finding; it has no words of the check's.
      const found: Crash = { subject, crash };
      findings.push(found as unknown as Found);
    }
  }
  return findings;
}

/** Whether a finding is the trace of a subject that could not be judged because of a defect of the check. */
export function isCrash(finding: object): finding is Crash {
  return 'crash' in finding;
}

/** What is said of a check, or of a subject, that could not be judged because of a defect of the check. */
export function crashMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `The check itself failed (${message}); nothing is said of the cluster`;
}
