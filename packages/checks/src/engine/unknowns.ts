import type { UnknownClass } from '@runai-portal/backstage-plugin-runai-common';
import { unknownClass, type Remedy } from '../declarations';

/** Writes the account with exactly what is read, and makes it. */
export const APPLY_MANIFEST = [
  'npm run --silent preflight -- --manifest > runai-portal.yaml',
  'kubectl apply -f runai-portal.yaml',
];

/** What to do where something cannot be known, by the kind; `Throttled` has its own. */
const REMEDIES: Record<UnknownClass, Remedy | undefined> = {
  blocked: undefined,
  forbidden: {
    text: 'Grant the account what the message names. The manifest holds exactly what the enabled checks read, and nothing on Secrets.',
    commands: APPLY_MANIFEST,
    docs: ['rbac'],
  },
  timeout: {
    text: 'The API server did not answer in time. See whether it, or etcd behind it, is overloaded, then run the check again.',
    commands: ["kubectl get --raw '/readyz?verbose'"],
  },
  unreachable: {
    owner: 'network',
    text: 'Mend the connection to the cluster, which "The API server can be reached" describes, then run the check again.',
  },
  notRun: {
    owner: 'portal-admin',
    text: 'Run the check again; nothing was read for it in this run.',
  },
  disagreeing: {
    text: 'Two sources say different things. Look at both, as the evidence names them, and repair the one that is wrong.',
  },
  unsupported: {
    text: 'This API server does not have what the check reads. See whether the component that brings it is installed, and in which version.',
    commands: ['kubectl api-resources'],
  },
  unreadable: {
    text: 'Look at the object that the evidence names: it holds something that cannot be read as what it should be. Where it is in order, report the defect of the check.',
  },
};

/** What to do where the API server holds requests back. */
export const THROTTLED: Remedy = {
  text: "Give the portal's account a FlowSchema of its own with a priority level that has room, or have the checks run less often.",
  commands: [
    "kubectl get flowschemas -o custom-columns='NAME:.metadata.name,UID:.metadata.uid'",
    'kubectl get prioritylevelconfigurations',
  ],
  docs: ['flowControl'],
};

/** What to do about a result that is unknown for this reason; undefined for one that waits for another check. */
export function unknownRemedy(reason: string): Remedy | undefined {
  return reason === 'Throttled' ? THROTTLED : REMEDIES[unknownClass(reason)];
}
