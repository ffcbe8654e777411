import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { controlPlaneAddressObservation } from '../../observations/controlPlaneAddress';
import { runaiPhasesObservation } from '../../observations/runaiPhases';
import { namesOf } from '../../words';

const LOOK = [
  'kubectl -n {namespace} get deployments,statefulsets,pods',
  'kubectl -n {namespace} get events --sort-by=.lastTimestamp',
];

const NAME_IT: Remedy = {
  owner: 'portal-admin',
  text: 'Give the backend a name in your DNS and a certificate for that name, and declare it as controlPlane.url: browsers, nodes and the certificate all go by it.',
  docs: ['selfHosted'],
};

/** A1, A3, A4, A5: where nothing may go out, the backend is installed locally, first of the two phases. */
export const backendLocal = defineCheck({
  id: 'mode.backend-local',
  title: 'The local backend is there and healthy',
  category: 'mode',
  requirements: ['A1', 'A3', 'A4', 'A5'],
  description:
    'Where the cluster may not connect to the cloud, the backend is installed locally, before the cluster. It may run in this cluster or in another one, and is reached by a name with a certificate.',
  verify: {
    text: 'List what runs of the backend, and open its address from a node of the cluster.',
    commands: [
      'kubectl -n runai-backend get deployments,statefulsets',
      "kubectl debug node/NODE -it --image=curlimages/curl -- curl -sS -o /dev/null -w '%{http_code}\\n' https://HOST/",
    ],
  },
  attestable: true,
  uses: {
    phases: runaiPhasesObservation,
    address: controlPlaneAddressObservation,
  },
  expected: 'a backend whose services are ready, reached by name',
  actual: '{state}[, {url}]',
  outcomes: {
    Ready: {
      status: 'pass',
      says: 'The backend runs in this cluster. All {count} workloads in {namespace} are ready[; it is reached at {url}]',
    },
    AddressIsIp: {
      status: 'fail',
      says: 'The backend is named by an IP address. {url}, by {source}: no certificate and no change of machines goes well with that',
      remedy: NAME_IT,
    },
    AddressInCloud: {
      status: 'fail',
      says: "The address of the backend is that of the vendor's cloud. {url}, by {source}: in this mode nothing may go there",
      remedy: {
        ...NAME_IT,
        text: 'Install the backend locally and declare its own address as controlPlane.url, or declare the mode hybrid or cloud where connections to the cloud are allowed.',
      },
    },
    SomeNotReady: {
      status: 'warn',
      says: 'Not all of the backend is ready. {ready} of {count} workloads in {namespace} are; waiting: {waiting}',
      remedy: {
        text: 'Look at what keeps these from being ready. The cluster can be installed when they are.',
        commands: LOOK,
      },
    },
    NoneReady: {
      status: 'fail',
      says: 'Nothing of the backend is ready. None of {count} workloads in {namespace} is: {waiting}',
      remedy: {
        text: 'Look at what keeps them from being ready: images that the registry does not have, a volume that waits for its class, too small nodes.',
        commands: LOOK,
      },
    },
    Elsewhere: {
      status: 'unknown',
      because: 'notRun',
      says: 'The backend is not in this cluster. It is to be at {url}, and what runs elsewhere cannot be seen from here',
      remedy: {
        owner: 'portal-admin',
        text: 'Open {url} from a node of this cluster. Where it answers with a certificate that the nodes trust, state that this check holds; the statement expires. On the command line that is --attest mode.backend-local="opened from NODE by NAME".',
        commands: [
          'kubectl debug node/NODE -it --image=curlimages/curl -- curl -sSv -o /dev/null {url}',
        ],
        docs: ['selfHosted'],
      },
    },
    Absent: {
      status: 'fail',
      says: 'There is no backend. {namespace} is {state}, and no address of one elsewhere is declared',
      remedy: {
        text: 'Install the backend first, here or in another cluster. Where it is elsewhere, declare its address as controlPlane.url.',
        commands: ['kubectl get namespace {namespace}'],
        docs: ['selfHosted'],
      },
    },
  },
  evaluate: ({ phases: { backend }, address }) => ({
    outcome: firstOf(
      [address?.isAddress, 'AddressIsIp'],
      [backend.complete, 'Ready'],
      [backend.ready > 0, 'SomeNotReady'],
      [backend.count > 0, 'NoneReady'],
      [address?.inCloud, 'AddressInCloud'],
      [address, 'Elsewhere'],
      'Absent',
    ),
    values: {
      count: backend.count,
      ready: backend.ready,
      namespace: backend.namespace,
      state: backend.state,
      waiting: namesOf(backend.waiting) || undefined,
      url: address?.url,
      source: address?.source.what,
    },
    evidence: evidenceOf(
      [`namespace/${backend.namespace}`, 'backend', backend.state],
      backend.waiting
        .slice(0, 10)
        .map(({ name }) => [name, 'ready', 'no'] as const),
      address && [
        address.source.what,
        'control plane',
        address.url,
        address.source.how,
      ],
    ),
  }),
});
