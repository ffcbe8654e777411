import {
  INSTALL_MODES,
  type InstallMode,
} from '@runai-portal/backstage-plugin-runai-common';
import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { weigh } from '../../engine/severity';
import { cloudMachinesObservation } from '../../observations/cloudMachines';
import { controlPlaneAddressObservation } from '../../observations/controlPlaneAddress';
import { runaiPhasesObservation } from '../../observations/runaiPhases';
import type { Profile } from '../../profiles';
import { installModeTable } from '../../profiles/tables';

const DECLARE: Remedy = {
  owner: 'portal-admin',
  text: 'Declare the mode that is meant in the settings of the cluster: cloud or hybrid where the backend is in the cloud, fullyOnPrem where it is local and images are downloaded, airGapped where nothing is. What each would change is shown before it is saved; by numbers of checks: {effects}.',
  docs: ['installationTypes'],
};

/** A1 to A7: the declared type of installation fits what can be seen of the cluster. */
export const installMode = defineCheck({
  id: 'mode.install-mode',
  title: 'The declared install mode fits the cluster',
  category: 'mode',
  requirements: ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'],
  description:
    'Run:ai is a cluster and a backend. The backend is in the cloud, or local where no connection out of the site is allowed; images are downloaded, or brought in as one file. Which of the four types it is decides what is asked for, so it has to be declared. What can be read is held against it; whether endpoints are reached is told by "Every node reaches the endpoints".',
  verify: {
    text: 'See where the backend is, and whether the machines are those of a cloud.',
    commands: [
      'kubectl get deployments,statefulsets -n runai-backend',
      "kubectl get runaiconfigs.run.ai -A -o custom-columns='NAME:.metadata.name,CONTROL PLANE:.spec.__internal.global.controlPlane.url'",
      "kubectl get nodes -o custom-columns='NAME:.metadata.name,PROVIDER:.spec.providerID'",
    ],
  },
  uses: {
    phases: runaiPhasesObservation,
    address: controlPlaneAddressObservation,
    machines: cloudMachinesObservation,
  },
  expected: 'a declared mode that fits what is seen',
  actual: '[{mode}|not declared]',
  outcomes: {
    Fits: {
      status: 'pass',
      says: 'The install mode is {mode}, and nothing that can be read speaks against it. The backend is {backend}, images are {artifacts}[; the machines are those of {cloud}]',
    },
    NotDeclared: {
      status: 'unknown',
      because: 'notRun',
      says: 'The install mode is not declared. The cluster is judged as one of the mode cloud[; {count} {count:workload|workloads} of a backend in {namespace} {count:speaks|speak} for a local one]',
      remedy: DECLARE,
    },
    NoCloudSeen: {
      status: 'warn',
      says: 'The mode is cloud, and no node shows that it is in one. None of {of} nodes has the providerID of a cloud, or says so otherwise',
      remedy: {
        ...DECLARE,
        text: 'Where the machines are your own, declare the mode hybrid: it asks for the same. Where they are in a cloud whose controller does not run, nothing is to be done.',
      },
    },
    LocalBackend: {
      status: 'warn',
      says: 'The mode is {mode}, and a backend runs in this cluster. Of {namespace} {state}: in that mode it would be in the cloud',
      remedy: DECLARE,
    },
    OwnControlPlane: {
      status: 'warn',
      says: 'The mode is {mode}, and the control plane is not in the cloud. It is {url}, by {source}',
      remedy: DECLARE,
    },
    CloudControlPlane: {
      status: 'warn',
      says: 'The mode is {mode}, and the control plane is in the cloud. It is {url}, by {source}: in that mode it would be local',
      remedy: DECLARE,
    },
    NothingSeen: {
      status: 'unknown',
      because: 'notRun',
      says: 'The install mode is {mode}, and nothing is seen to hold it against. There is no node',
      remedy: {
        text: 'Run the check again when nodes have joined the cluster.',
        commands: ['kubectl get nodes'],
      },
    },
  },
  evaluate: ({ phases, address, machines, settings, profile }) => {
    const { mode } = settings;
    const { backend } = phases;
    const row = mode && installModeTable()[mode];
    const isLocal = row?.backend === 'local';
    return {
      outcome: firstOf(
        [!mode, 'NotDeclared'],
        [machines.of === 0, 'NothingSeen'],
        [isLocal && address?.inCloud, 'CloudControlPlane'],
        [!isLocal && backend.count > 0, 'LocalBackend'],
        [!isLocal && address?.inCloud === false, 'OwnControlPlane'],
        [mode === 'cloud' && !machines.cloud, 'NoCloudSeen'],
        'Fits',
      ),
      values: {
        mode: row?.title,
        backend: isLocal ? 'local' : 'in the cloud',
        artifacts:
          isLocal && mode === 'airGapped' ? 'brought in' : 'downloaded',
        cloud: machines.cloud,
        of: machines.of,
        count: backend.count || undefined,
        namespace: backend.namespace,
        state: backend.state,
        url: address?.url,
        source: address?.source.what,
        effects: effectsOf(settings.environment, profile),
      },
      evidence: evidenceOf(
        ['settings', 'mode', mode ?? 'absent', 'declared'],
        row && [
          [`mode ${row.title}`, 'internet', row.internet, 'declared'],
          [`mode ${row.title}`, 'backend', row.backend, 'declared'],
          [`mode ${row.title}`, 'phases', row.phases, 'declared'],
          [`mode ${row.title}`, 'artifacts', row.artifacts, 'declared'],
        ],
        [`namespace/${backend.namespace}`, 'backend', backend.state],
        address && [
          address.source.what,
          'control plane',
          address.url,
          address.source.how,
        ],
        [machines.what, machines.key, machines.value, 'reported'],
      ),
    };
  },
});

/** What each mode would ask for otherwise than `cloud`, in clauses. */
function effectsOf(
  environment: 'production' | 'trial',
  profile: Profile,
): string {
  const weights = (mode: InstallMode) =>
    Object.keys(profile.checks).map(id =>
      weigh({ id, severity: 'recommended' }, { environment, mode, profile }),
    );
  const asJudged = weights('cloud');
  return INSTALL_MODES.filter(mode => mode !== 'cloud')
    .map(mode => {
      const changed = weights(mode).map((to, at) => ({
        to,
        from: asJudged[at],
      }));
      const isRequired = ({ severity, notApplicable }: (typeof asJudged)[0]) =>
        severity === 'required' && !notApplicable;
      const gone = changed.filter(
        ({ from, to }) => to.notApplicable && !from.notApplicable,
      ).length;
      const required = changed.filter(
        ({ from, to }) => isRequired(to) && !isRequired(from),
      ).length;
      return gone + required === 0
        ? `${mode} changes nothing`
        : `${mode} makes ${gone} not applicable and ${required} more required`;
    })
    .join('; ');
}
