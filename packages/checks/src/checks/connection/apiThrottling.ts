import { legacyCheck } from '../../declarations';
import { throttlingFact } from '../../facts/throttling';

/** The API server did not hold the run's requests back. */
export const apiThrottlingCheck = legacyCheck({
  id: 'cluster.api-throttling',
  title: 'Requests are not held back',
  category: 'connection',
  requirements: [],
  description:
    'Counts the answers 429 of the run, and names the flow schemas of API priority and fairness that gave them.',
  scope: 'cluster',
  severity: 'informational',
  facts: { throttling: throttlingFact },
  reasons: ['NotThrottled', 'Throttling'],
  evaluate: ({ facts: { throttling } }) => {
    const { count, flowSchemaUids, requests } = throttling;
    if (count === 0) {
      return {
        status: 'pass',
        reason: 'NotThrottled',
        message: 'No request of this run was held back',
      };
    }
    return {
      status: 'warn',
      reason: 'Throttling',
      message: `The API server held back ${count} of ${requests} requests (429)`,
      evidence: [
        { what: 'Answers 429', value: String(count) },
        ...flowSchemaUids.map(uid => ({
          what: 'FlowSchema',
          key: 'uid',
          value: uid,
        })),
      ],
      remediation: {
        owner: 'cluster-admin',
        text: "Give the portal's account a FlowSchema of its own with a priority level that has room, or have the checks run less often.",
        commands: [
          "kubectl get flowschemas -o custom-columns='NAME:.metadata.name,UID:.metadata.uid'",
          'kubectl get prioritylevelconfigurations',
        ],
        docs: [
          {
            title: 'API priority and fairness',
            url: 'https://kubernetes.io/docs/concepts/cluster-administration/flow-control/',
          },
        ],
      },
    };
  },
});
