import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import type { PodFact } from '../../facts/pod';
import { controlPlaneAddressObservation } from '../../observations/controlPlaneAddress';
import { runaiPodsFact } from '../../observations/followUps/waitingPods';
import { runaiPhasesObservation } from '../../observations/runaiPhases';
import { known } from '../../profiles/known';
import { someNames } from '../../words';

/** A4, A5: what is installed is at hand: one compressed file, or what can be downloaded. */
export const artifacts = defineCheck({
  id: 'mode.artifacts',
  title: 'What is to be installed is at hand',
  category: 'mode',
  requirements: ['A4', 'A5'],
  description:
    'An air-gapped installation comes as one compressed file, whose images are put into the registry of the site. One that is fully on-premises downloads charts on the machine that installs, and images on the nodes. Before the installation nobody sees that from the cluster: it is stated; during it, images that cannot be pulled tell.',
  verify: {
    text: 'Compare the checksum of the file with the one that the vendor gives, or download the index of the charts on the machine that installs. List pods that wait for an image.',
    commands: [
      'sha256sum FILE',
      "curl -sS -o /dev/null -w '%{http_code}\\n' CHARTS/index.yaml",
      "kubectl get pods -A | grep -E 'ImagePullBackOff|ErrImagePull'",
    ],
  },
  attestable: true,
  uses: {
    phases: runaiPhasesObservation,
    pods: runaiPodsFact,
    address: controlPlaneAddressObservation,
  },
  outcomes: {
    Arrived: {
      status: 'pass',
      says: 'All that is installed was at hand. {count} workloads of Run:ai run with their images',
    },
    ImagesMissing: {
      status: 'fail',
      says: '{count} {count:image|images} of Run:ai cannot be pulled. Missing: {images}',
      actual: '{images}',
      remedy: {
        text: '[Put what is missing into {registry}: unpack the bundle of this version and run its upload again.|See why the node cannot pull it: the message of the pod says whether it is the name, the credential or the connection.][ For this version: {upload}.]',
        commands: [
          'kubectl -n {namespace} describe pod {pod}',
          'kubectl -n {namespace} get pods',
        ],
        docs: ['selfHosted', 'pullSecrets'],
      },
    },
    NotStated: {
      status: 'unknown',
      because: 'notRun',
      says: '[Whether the bundle of the installation is at hand is not stated. It is one file, {bundle}|Whether the machine that installs reaches the charts is not stated. They are at {charts}|Whether all that is installed is at hand is not stated. The profile {profile} does not know what it is]; the cluster cannot tell',
      remedy: {
        owner: 'portal-admin',
        text: 'State it with [the name of the file and its SHA-256. Its images are put into the registry so: {upload}|what was tried on the machine that installs]. On the command line that is --attest mode.artifacts="NOTE".',
        docs: ['selfHosted'],
      },
    },
  },
  evaluate: ({ phases, pods, address, settings, profile }) => {
    const { backend, cluster } = phases;
    const inside = settings.mode === 'airGapped';
    const { bundle, charts, upload } = known(profile.artifacts) ?? {};
    const waiting = pods.flatMap(missingImage);
    const images = [...new Set(waiting.map(({ image }) => image))];
    const arrived =
      cluster.complete && (backend.complete || (!backend.count && address));
    return {
      outcome: firstOf(
        [images.length > 0, 'ImagesMissing'],
        [arrived, 'Arrived'],
        'NotStated',
      ),
      values: {
        count: images.length || cluster.count + backend.count,
        images: someNames(images, 20),
        namespace: waiting[0]?.namespace,
        pod: waiting[0]?.name,
        registry: inside ? settings.registry ?? 'the registry' : undefined,
        bundle: inside ? bundle : undefined,
        upload: inside ? upload?.join('; ') : undefined,
        charts: inside ? undefined : charts,
        profile: profile.id,
      },
      evidence: evidenceOf(
        ['settings', 'registry', settings.registry ?? 'absent', 'declared'],
        [`namespace/${backend.namespace}`, 'phase 1', backend.state],
        [`namespace/${cluster.namespace}`, 'phase 2', cluster.state],
        waiting
          .slice(0, 20)
          .map(({ namespace, name, reason, image }) => [
            `pod/${namespace}/${name}`,
            reason,
            image,
          ]),
      ),
    };
  },
});

/** A pod that waits for an image: kubelet has a reason for each way in which one is not had. */
function missingImage({ namespace, name, waiting }: PodFact) {
  const { reason = '', image } = waiting ?? {};
  return image && /image/i.test(reason)
    ? [{ namespace, name, reason, image }]
    : [];
}
