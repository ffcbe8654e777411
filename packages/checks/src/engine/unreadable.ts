import type {
  Evidence,
  Remediation,
} from '@runai-portal/backstage-plugin-runai-common';
import type {
  Check,
  FactFailure,
  FactOutcomes,
  Finding,
} from '../declarations';

/**
 * What is said of a check whose facts could not all be read: `unknown` with the reason of the first that failed, and the words
 * of all of them; `skipped` where one was never asked for. Undefined where all were read.
 */
export function unreadable(
  check: Check,
  outcomes: FactOutcomes,
): Finding | undefined {
  const failures: { title: string; failure: FactFailure }[] = [];
  for (const { id, title } of Object.values(check.facts)) {
    const outcome = Object.hasOwn(outcomes, id) ? outcomes[id] : undefined;
    if (!outcome) {
      return {
        status: 'skipped',
        reason: 'NotRun',
        message: `Not judged. ${title}: not read in this run`,
      };
    }
    if (!outcome.ok) {
      failures.push({ title, failure: outcome });
    }
  }
  if (failures.length === 0) {
    return undefined;
  }
  const [{ failure: first }] = failures;
  return {
    status: 'unknown',
    reason: first.reason,
    // Each ends with a full stop of its own, or with none.
    message: [
      ...new Set(failures.map(({ failure }) => failure.message)),
    ].reduce((text, next) => `${text.replace(/\.$/, '')}. ${next}`),
    evidence: failures.map(({ title, failure }) => evidenceOf(title, failure)),
    ...optionalRemediation(remediationOf(first.reason)),
  };
}

/**
 * What a check was judged without, as evidence: the optional facts that could not be read, each with its reason and the missing
 * permission. Nothing for those that nobody asked for.
 */
export function unreadOptional(
  check: Check,
  outcomes: FactOutcomes,
): Evidence[] {
  return Object.values(check.optionalFacts ?? {}).flatMap(({ id, title }) => {
    const outcome = Object.hasOwn(outcomes, id) ? outcomes[id] : undefined;
    return outcome && !outcome.ok ? [evidenceOf(title, outcome)] : [];
  });
}

function evidenceOf(title: string, failure: FactFailure): Evidence {
  return {
    what: `Not read: ${title}`,
    key: failure.reason,
    value: failure.message,
    observedAt: failure.observedAt,
  };
}

/** What to do where something cannot be read, by the engine's reason. */
function remediationOf(reason: string): Remediation | undefined {
  switch (reason) {
    case 'Forbidden':
      return {
        owner: 'cluster-admin',
        text: 'Grant the account what the message names. The manifest holds exactly what the enabled checks read, and nothing on Secrets.',
        commands: [
          'npm run --silent preflight -- --manifest > runai-portal.yaml',
          'kubectl apply -f runai-portal.yaml',
        ],
        docs: [
          {
            title: 'Using RBAC authorization',
            url: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
          },
        ],
      };
    case 'Throttled':
      return {
        owner: 'cluster-admin',
        text: 'The API server limits this account. Give it a FlowSchema of its own, or run the checks less often.',
        commands: ['kubectl get flowschemas,prioritylevelconfigurations'],
        docs: [
          {
            title: 'API priority and fairness',
            url: 'https://kubernetes.io/docs/concepts/cluster-administration/flow-control/',
          },
        ],
      };
    case 'Timeout':
      return {
        owner: 'cluster-admin',
        text: 'The API server did not answer in time. See whether it, or etcd behind it, is overloaded, then run the check again.',
        commands: ["kubectl get --raw '/readyz?verbose'"],
        docs: [],
      };
    default:
      return undefined;
  }
}

function optionalRemediation(remediation: Remediation | undefined): {
  remediation?: Remediation;
} {
  return remediation ? { remediation } : {};
}
