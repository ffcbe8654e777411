import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { nodesFact } from '../../facts/nodes';
import { apiGroupsFact } from '../../facts/request/apiGroups';
import { versionFact } from '../../facts/version';
import { distributionObservation } from '../../observations/distribution';
import { known } from '../../profiles';

/** Seeds A8 and A9: on which distributions Run:ai was installed, and which instructions apply. */
export const distribution = defineCheck({
  id: 'platform.distribution',
  title: 'The Kubernetes distribution is one that Run:ai runs on',
  category: 'platform',
  requirements: ['A8', 'A9'],
  description:
    'Run:ai has been installed on a number of distributions, and its instructions come in two tracks: one for OpenShift, one for all others. The distribution is recognised by API groups, the version, and labels and annotations of nodes.',
  verify: {
    text: 'See what the version, the nodes and the API groups call themselves.',
    commands: [
      'kubectl version',
      'kubectl get nodes -o wide --show-labels',
      'kubectl api-versions',
    ],
    where: {
      openshift: {
        commands: [
          'oc get clusterversion version',
          'oc get infrastructures.config.openshift.io cluster -o yaml',
        ],
      },
    },
  },
  severity: 'recommended',
  uses: {
    // Without these, what is not recognised was not looked for either.
    apiGroups: apiGroupsFact,
    version: versionFact,
    nodes: nodesFact,
    found: distributionObservation,
  },
  expected: 'one of {supported}',
  actual: '{title}',
  outcomes: {
    Recognised: {
      status: 'pass',
      says: 'This is {title}. The instructions of the track {track} apply',
    },
    NotListed: {
      status: 'warn',
      says: '{title} is not among the listed distributions. The profile {profile} lists {supported}',
      remedy: {
        owner: 'vendor',
        text: 'Ask the vendor whether this version runs on {title}. The instructions of the track {track} are the nearest.',
      },
    },
    NativeAssumed: {
      status: 'warn',
      says: 'The distribution is not recognised. Native Kubernetes is assumed, and the instructions of the track {track} apply',
      actual: 'not recognised',
      remedy: {
        text: 'Find out which distribution this is. Where it is native Kubernetes or another of those expected, nothing is to be done; for any other, ask the vendor whether Run:ai runs on it.',
        commands: [
          'kubectl version',
          'kubectl get nodes -o wide --show-labels',
        ],
        docs: ['certifiedDistributions'],
      },
    },
  },
  evaluate: ({ found: { id, title, track, assumed, signals }, profile }) => {
    const supported = known(profile.distributions)?.supported;
    return {
      outcome: firstOf(
        [!supported, 'NotInProfile'],
        [assumed, 'NativeAssumed'],
        [supported?.includes(id), 'Recognised'],
        'NotListed',
      ),
      values: {
        title,
        track,
        supported: supported?.join(', '),
        profile: profile.id,
        what: 'which distributions it runs on',
        seen: title,
      },
      evidence: evidenceOf(
        signals.map(({ what, key, value }) => [what, key, value]),
        ['instructions', 'track', track, 'inferred'],
      ),
    };
  },
});
