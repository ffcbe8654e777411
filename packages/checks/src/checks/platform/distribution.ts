import { legacyCheck } from '../../declarations';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import { nodesFact } from '../../facts/nodes';
import { versionFact } from '../../facts/version';
import { workloadsFact } from '../../facts/workloads';
import { detectDistribution } from '../../observations/distribution';

/** Seeds A8 and A9: on which distributions Run:ai was installed, and which instructions apply. */
export const distribution = legacyCheck({
  id: 'platform.distribution',
  title: 'The Kubernetes distribution is one that Run:ai runs on',
  category: 'platform',
  requirements: ['A8', 'A9'],
  description:
    'Run:ai has been installed on a number of distributions, and its instructions come in two tracks: one for OpenShift, one for all others. ' +
    'The distribution is recognised by API groups, the version, and labels and annotations of nodes.',
  scope: 'cluster',
  severity: 'recommended',
  facts: { apiGroups: apiGroupsFact, version: versionFact, nodes: nodesFact },
  optionalFacts: { workloads: workloadsFact },
  reasons: ['Recognised', 'NotListed', 'NativeAssumed'],
  evaluate: ({ facts, optional, profile }) => {
    const found = detectDistribution({
      ...facts,
      workloads: optional.workloads.ok ? optional.workloads.value : undefined,
    });
    const { supported } = profile.distributions;
    const base = {
      expected: `one of ${supported.join(', ')}`,
      actual: found.assumed ? 'not recognised' : found.title,
      evidence: [
        ...found.signals.map(({ what, key, value }) => ({ what, key, value })),
        { what: 'instructions', key: 'track', value: found.track },
      ],
    };
    if (found.assumed) {
      return {
        ...base,
        status: 'warn',
        reason: 'NativeAssumed',
        message:
          'The distribution is not recognised. Native Kubernetes is assumed, and the instructions of the track kubernetes apply',
        remediation: {
          owner: 'cluster-admin',
          text: 'Find out which distribution this is. Where it is native Kubernetes or another of those expected, nothing is to be done; for any other, ask the vendor whether Run:ai runs on it.',
          commands: [
            'kubectl version',
            'kubectl get nodes -o wide --show-labels',
          ],
          docs: [
            {
              title: 'Certified Kubernetes distributions',
              url: 'https://kubernetes.io/partners/#conformance',
            },
          ],
        },
      };
    }
    if (!supported.includes(found.id)) {
      return {
        ...base,
        status: 'warn',
        reason: 'NotListed',
        message: `${
          found.title
        } is not among the listed distributions. The profile ${
          profile.id
        } lists ${supported.join(', ')}`,
        remediation: {
          owner: 'vendor',
          text: `Ask the vendor whether this version runs on ${found.title}. The instructions of the track ${found.track} are the nearest.`,
          commands: [],
          docs: found.docs ? [found.docs] : [],
        },
      };
    }
    return {
      ...base,
      status: 'pass',
      reason: 'Recognised',
      message: `This is ${found.title}. The instructions of the track ${found.track} apply`,
    };
  },
});
