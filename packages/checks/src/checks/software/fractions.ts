import { compareVersions } from '@runai-portal/kube';
import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { gpuOperatorFact } from '../../facts/gpuOperator';
import { runtimeClassesFact } from '../../facts/runtimeClasses';
import { releasedVersion, versionFact } from '../../facts/version';
import { gpuNodesObservation, type GpuNode } from '../../observations/gpuNodes';
import { gpuStackObservation } from '../../observations/gpuStack';
import type { Profile } from '../../profiles';
import { someNames } from '../../words';
import { isInRange } from '../versionRange';
import { broughtByInstaller } from './guidedInstallation';

/** What fractions of GPUs need besides driver and CUDA, which are judged node by node. */
export const fractions = defineCheck({
  id: 'software.fractions',
  title: 'What fractions of GPUs need is there',
  category: 'software',
  description:
    'From Run:ai 3.0 on, fractions of GPUs rest on a plugin of the container runtime: they need a recent GPU Operator whose own plugin is off, and a runtime with NRI on every GPU node. Driver and CUDA are judged by "gpu.node-driver". Asked for only where the cluster is used for fractions.',
  verify: {
    text: 'The operator is new enough, its own NRI plugin is off, and the container runtime of each GPU node has NRI: of that its configuration alone tells.',
    commands: [
      'kubectl get deployments --all-namespaces -l app.kubernetes.io/component=gpu-operator -o wide',
      "kubectl get clusterpolicies -o jsonpath='{.items[*].spec.cdi.nriPluginEnabled}'",
      'kubectl get nodes -o wide',
    ],
  },
  usedFor: ['fractions'],
  asked: ({ software }: Profile) => software?.fractions,
  uses: {
    stack: gpuStackObservation,
    gpus: gpuNodesObservation,
    operator: gpuOperatorFact,
    version: versionFact,
    classes: runtimeClassesFact,
  },
  dependsOn: ['gpu.nodes-present'],
  expected:
    'GPU Operator {operatorMinimum}, Kubernetes {kubernetesMinimum}, containerd {containerdMinimum} or CRI-O, each or later, and RuntimeClass {class}',
  outcomes: {
    Ready: {
      status: 'pass',
      says: 'Fractions of GPUs have what they need, as far as can be seen. GPU Operator {operator}, {runtimes}; whether NRI is on there is not told by any API',
    },
    Missing: {
      status: 'fail',
      says: 'Fractions of GPUs lack what they need[. The GPU Operator is {oldOperator} and must be {operatorMinimum}][. The GPU Operator is {absent}][. Its own NRI plugin is {nri}][. Kubernetes is {oldKubernetes} and must be {kubernetesMinimum}][. The container runtime is too old on {oldNodes}][. There is no RuntimeClass {noClass}]',
      remedy: {
        text: '[Bring the GPU Operator to {release} or later. ][Set cdi.nriPluginEnabled: false, now {nri}. ][Bring the container runtime of {oldNodes} to containerd {containerdMinimum} with NRI, or to CRI-O. ]Or do without fractions: take them out of uses.',
        commands: [
          'helm upgrade -i gpu-operator nvidia/gpu-operator --version v{release} -n gpu-operator --set cdi.nriPluginEnabled=false',
          'helm upgrade gpu-operator nvidia/gpu-operator --version v{kept} -n gpu-operator --reuse-values --set cdi.nriPluginEnabled=false',
        ],
        docs: ['gpuFractions'],
      },
    },
    InstallerBringsIt: {
      status: 'warn',
      says: 'The GPU Operator, which fractions need, is not there yet. The guided installation brings it',
      remedy: {
        text: 'Nothing, where the configuration of the installation says install for the GPU Operator. Where it says skip, install {operatorMinimum} or later before.',
        docs: ['gpuFractions'],
      },
    },
    NotUsed: {
      status: 'notApplicable',
      says: 'Nothing says that the cluster is used for fractions of GPUs. It would with uses: fractions in the settings',
    },
    VersionUnreadable: {
      status: 'unknown',
      says: 'Whether fractions of GPUs have what they need cannot be told. [The container runtime of {unreadNodes} is not told|The version of the GPU Operator is not written where it can be read]',
      remedy: {
        text: 'Look up by hand what is not told.',
        commands: [
          'kubectl get deployments --all-namespaces -o wide | grep gpu-operator',
          'kubectl get nodes -o wide',
        ],
        docs: ['gpuFractions'],
      },
    },
  },
  evaluate: ({ stack, gpus, operator, version, classes, ...context }) => {
    const { settings, profile } = context;
    const needs = profile.software?.fractions;
    const wanted = {
      operatorMinimum: needs?.operator,
      kubernetesMinimum: needs?.kubernetes,
      containerdMinimum: needs?.containerd,
      class: needs?.runtimeClass,
    };
    if (!needs || !settings.uses?.includes('fractions')) {
      return { outcome: 'NotUsed', values: wanted };
    }
    const installed = stack.operator?.version;
    const isOld =
      installed && isInRange(installed, { minimum: needs.operator }) === false;
    const server = releasedVersion(version.gitVersion);
    const isOldServer = server && compareVersions(server, needs.kubernetes) < 0;
    const nodes = gpus.forContainers.map(({ node }) => node);
    const runs = (verdict: boolean | undefined) =>
      nodes.filter(node => hasNri(node, needs.containerd) === verdict);
    const [old, unread] = [runs(false), runs(undefined)];
    const comes =
      !stack.operator &&
      broughtByInstaller('gpu-operator', { profile, settings });
    const nri = [...operator.clusterPolicies, ...operator.gpuClusters].some(
      ({ nriPlugin }) => nriPlugin,
    );
    const hasClass = classes.some(({ name }) => name === needs.runtimeClass);
    const isAbsent = !stack.operator && !comes;
    const isMissing =
      isOld ||
      isAbsent ||
      nri ||
      isOldServer ||
      old.length > 0 ||
      (!hasClass && !comes);
    const names = (found: typeof nodes) =>
      found.length > 0
        ? someNames(
            found.map(({ name }) => name),
            5,
          )
        : undefined;
    const runtimes = new Set(nodes.map(runtimeOf));
    return {
      outcome: firstOf(
        [isMissing, 'Missing'],
        [comes, 'InstallerBringsIt'],
        [!installed || unread.length > 0, 'VersionUnreadable'],
        'Ready',
      ),
      values: {
        ...wanted,
        operator: installed,
        runtimes: someNames([...runtimes], 3),
        oldOperator: isOld ? installed : undefined,
        absent: isAbsent ? 'absent' : undefined,
        release: isOld || isAbsent ? needs.operator : undefined,
        nri: nri ? 'on' : undefined,
        kept: nri && !isOld ? installed : undefined,
        oldKubernetes: isOldServer ? version.gitVersion : undefined,
        oldNodes: names(old),
        unreadNodes: installed ? names(unread) : undefined,
        noClass: hasClass ? undefined : needs.runtimeClass,
      },
      judged: nodes.length - unread.length,
      of: nodes.length,
      evidence: evidenceOf(
        ['GPU Operator', 'version', installed ?? 'absent', 'reported'],
        ['GPU Operator', 'cdi.nriPluginEnabled', nri, 'declared'],
        ['GET /version', 'gitVersion', version.gitVersion, 'reported'],
        [`runtimeclass/${needs.runtimeClass}`, 'exists', hasClass],
        [...old, ...unread].map(
          node =>
            [
              `node/${node.name}`,
              'containerRuntimeVersion',
              runtimeOf(node),
              'reported',
            ] as const,
        ),
      ),
    };
  },
});

type Node = GpuNode['node'];

function runtimeOf({ nodeInfo }: Node): string {
  return nodeInfo?.containerRuntimeVersion ?? 'absent';
}

/**
 * Whether a node's container runtime can have NRI: containerd from a version on, CRI-O in any; undefined where the node does not
 * tell.
 */
function hasNri(node: Node, minimum: string): boolean | undefined {
  const [runtime, version = ''] = runtimeOf(node).split('://');
  if (runtime === 'containerd') {
    return isInRange(version, { minimum });
  }
  return runtime === 'absent' ? undefined : runtime === 'cri-o';
}
