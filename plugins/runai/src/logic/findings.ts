import {
  CONNECTION_CHECKS,
  type CheckSummary,
  type ClusterDetail,
  type RunaiService,
} from '@runai-portal/backstage-plugin-runai-common';
import { compareSummaries } from './worstFirst';
import { stateLook } from './states';

/** Something that is wrong with a cluster, with what follows from it. */
export type Finding =
  | { kind: 'connection'; key: string }
  | {
      kind: 'check';
      key: string;
      summary: CheckSummary;
      blocks: CheckSummary[];
    }
  | { kind: 'services'; key: string; services: RunaiService[] }
  | { kind: 'health'; key: string };

function isWrong(summary: CheckSummary): boolean {
  if (summary.severity === 'informational' || summary.waiver) return false;
  return (
    summary.status === 'fail' ||
    summary.status === 'warn' ||
    summary.status === 'unknown'
  );
}

/** The check at the beginning of a chain of `blockedBy`; itself where nothing blocks it. */
function rootOf(
  summary: CheckSummary,
  byId: ReadonlyMap<string, CheckSummary>,
): CheckSummary {
  const seen = new Set<string>();
  let root = summary;
  while (root.blockedBy && !seen.has(root.checkId)) {
    seen.add(root.checkId);
    const next = byId.get(root.blockedBy);
    if (!next) break;
    root = next;
  }
  return root;
}

/** The check that names every permission which the account lacks, and the manifest that grants them. */
const PERMISSIONS_CHECK = 'cluster.permissions';

/**
 * What is wrong, root causes first: the connection, then checks by severity, then services; what waits for another check stands
 * beneath that check and not in a line of its own (rule 3 of the product).
 */
export function findingsOf(
  cluster: ClusterDetail,
  summaries: readonly CheckSummary[],
): Finding[] {
  const findings: Finding[] = [];
  const connected =
    stateLook('connection', cluster.connection.state).tone === 'ok';
  const byId = new Map(summaries.map(summary => [summary.checkId, summary]));
  const wrong = summaries.filter(isWrong).sort(compareSummaries);
  const roots = wrong.filter(summary => rootOf(summary, byId) === summary);
  // A check that says why the cluster is not reached also says what to do: the axis would only tell it twice.
  const isExplained = roots.some(
    ({ checkId, status }) =>
      CONNECTION_CHECKS.includes(checkId) && status === 'fail',
  );
  const isBroken =
    stateLook('connection', cluster.connection.state).tone === 'error';
  if (isBroken && !isExplained)
    findings.push({ kind: 'connection', key: 'connection' });
  // The roots are sorted: what the account lacks is told where the worst of what follows from it would be.
  const lacking = roots.find(
    ({ checkId, status }) =>
      checkId === PERMISSIONS_CHECK && (status === 'fail' || status === 'warn'),
  );
  const permissions = lacking && {
    summary: lacking,
    blocks: [] as CheckSummary[],
  };
  const told = new Map<string, CheckSummary[]>();
  const toldBefore = ({ reason, message }: CheckSummary) =>
    reason === 'Forbidden' && permissions
      ? permissions.blocks
      : told.get(message);
  for (const summary of roots) {
    const blocks = summaries.filter(
      other => other !== summary && rootOf(other, byId) === summary,
    );
    const same = summary.status === 'unknown' ? toldBefore(summary) : undefined;
    if (same) {
      // One permission that is missing keeps many checks from being judged: it is told once, with all that it costs.
      same.push(summary, ...blocks);
      continue;
    }
    if (summary === lacking) permissions?.blocks.unshift(...blocks);
    findings.push({
      kind: 'check',
      key: summary.checkId,
      summary,
      blocks: summary === lacking && permissions ? permissions.blocks : blocks,
    });
    if (summary.status === 'unknown') told.set(summary.message, blocks);
  }

  const services = cluster.services.filter(
    service => service.ready < service.desired,
  );
  if (services.length > 0)
    findings.push({ kind: 'services', key: 'services', services });
  // A cause that a check or a service names already is not told twice.
  const unwell = ['degraded', 'unavailable'].includes(cluster.health.state);
  if (connected && unwell && findings.length === 0)
    findings.push({ kind: 'health', key: 'health' });
  return findings;
}
