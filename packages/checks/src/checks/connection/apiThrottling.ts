import { defineCheck } from '../../declarations';
import { evidenceOf } from '../../engine/findings';
import { THROTTLED } from '../../engine/unknowns';
import { throttlingFact } from '../../facts/throttling';

/** The API server did not hold the run's requests back. */
export const apiThrottlingCheck = defineCheck({
  id: 'cluster.api-throttling',
  title: 'Requests are not held back',
  category: 'connection',
  description:
    'Counts the answers 429 of the run, and names the flow schemas of API priority and fairness that gave them.',
  verify: {
    text: 'Look for answers 429 to the account, and for flow schemas that reject requests.',
    commands: [
      "kubectl get --raw /metrics | grep '^apiserver_flowcontrol_rejected_requests_total'",
      "kubectl get flowschemas -o custom-columns='NAME:.metadata.name,LEVEL:.spec.priorityLevelConfiguration.name,UID:.metadata.uid'",
    ],
  },
  severity: 'informational',
  uses: { throttling: throttlingFact },
  outcomes: {
    NotThrottled: {
      status: 'pass',
      says: 'No request of this run was held back',
    },
    Throttling: {
      status: 'warn',
      says: 'The API server held back {count} of {requests} requests (429)',
      remedy: THROTTLED,
    },
  },
  evaluate: ({ throttling: { count, flowSchemaUids, requests } }) => ({
    outcome: count === 0 ? 'NotThrottled' : 'Throttling',
    values: { count, requests },
    judged: requests - count,
    of: requests,
    evidence: evidenceOf(
      ['Answers 429', undefined, count || undefined],
      flowSchemaUids.map(uid => ['FlowSchema', 'uid', uid]),
    ),
  }),
});
