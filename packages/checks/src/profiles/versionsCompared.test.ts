import { deployment } from '@runai-portal/simulator';
import { systemDedicated } from '../checks/nodes/systemDedicated';
import { cases as systemDedicatedCases } from '../checks/nodes/systemDedicated.cases';
import { systemResources } from '../checks/nodes/systemResources';
import { cases as systemResourcesCases } from '../checks/nodes/systemResources.cases';
import { nodeDriver } from '../checks/nvidia/nodeDriver';
import { operatorReady } from '../checks/nvidia/operatorReady';
import { cases as operatorReadyCases } from '../checks/nvidia/operatorReady.cases';
import { prometheus } from '../checks/monitoring/prometheus';
import { containerRuntime } from '../checks/platform/containerRuntime';
import { having } from '../checks/platform/containerRuntime.cases';
import { kubernetesVersion } from '../checks/platform/kubernetesVersion';
import { nodeOs } from '../checks/platform/nodeOs';
import { running } from '../checks/platform/nodeOs.cases';
import { openshiftVersion } from '../checks/platform/openshiftVersion';
import { defaultClass } from '../checks/storage/defaultClass';
import { cases as defaultClassCases } from '../checks/storage/defaultClass.cases';
import type { Check } from '../declarations';
import {
  evaluateCheck,
  testProfile,
  type EvaluateCheckOptions,
} from '../testing';
import { facts } from '../testing';
import {
  gpuFacts,
  gpuNode,
  operatorFact,
  operatorWorkloads,
} from '../testing/gpuStack';
import { monitoringFacts } from '../testing/monitoring';
import { groupsEntry, openshiftEntry, versionEntry } from '../testing/platform';
import { workloadFacts } from '../testing/workloads';

/** A healthy GPU Operator of that version with one node, whose driver has that version. */
function gpuCluster(operator: string, driver: string): EvaluateCheckOptions {
  const [, ...operands] = operatorWorkloads(1);
  const node = gpuNode('gpu-1', 8, {
    labels: { 'nvidia.com/cuda.driver-version.full': driver },
  });
  return {
    facts: gpuFacts([node], {
      workloads: [
        ...workloadFacts(
          deployment('gpu-operator', 'gpu-operator', {
            containers: [
              {
                name: 'gpu-operator',
                image: `nvcr.io/nvidia/gpu-operator:v${operator}`,
              },
            ],
            labels: { 'app.kubernetes.io/component': 'gpu-operator' },
          }),
        ),
        ...operands,
      ],
      operator: operatorFact({ state: 'ready' }),
    }),
  };
}

const FRACTIONS = { settings: { uses: ['fractions' as const] } };

const kubernetes134 = {
  facts: facts(versionEntry('v1.34.1'), groupsEntry('apps')),
};

const openshift419 = {
  facts: facts(
    groupsEntry('config.openshift.io'),
    openshiftEntry([['4.19.3', 'Completed']]),
  ),
};

/** What turns between two versions of Run:ai, on the same cluster. */
const ROWS: [
  title: string,
  check: Check,
  cluster: EvaluateCheckOptions,
  by225: string,
  by30: string,
][] = [
  [
    'GPU Operator 26.7',
    operatorReady,
    gpuCluster('26.7.1', '580.95.05'),
    'warn VersionAboveTested',
    'pass Ready',
  ],
  [
    'GPU Operator 25.3',
    operatorReady,
    gpuCluster('25.3.4', '570.172.08'),
    'fail VersionTooOld',
    'fail VersionTooOld',
  ],
  [
    'an operator in GPUCluster mode',
    operatorReady,
    operatorReadyCases.GpuClusterMode,
    'warn GpuClusterMode',
    'pass Ready',
  ],
  [
    'a driver of branch 580 without fractions',
    nodeDriver,
    gpuCluster('26.3.0', '580.95.05'),
    'pass DriverMeetsMinimum',
    'pass DriverMeetsMinimum',
  ],
  [
    'the same with fractions',
    nodeDriver,
    { ...gpuCluster('26.3.0', '580.95.05'), ...FRACTIONS },
    'pass DriverMeetsMinimum',
    'fail DriverTooOld',
  ],
  [
    'a driver of branch 615 with fractions',
    nodeDriver,
    { ...gpuCluster('26.7.1', '615.12.01'), ...FRACTIONS },
    'pass DriverMeetsMinimum',
    'pass DriverMeetsMinimum',
  ],
  [
    'containerd 1.7 with fractions',
    containerRuntime,
    { ...having('containerd://1.7.27'), ...FRACTIONS },
    'pass Supported',
    'fail TooOld',
  ],
  [
    'no Prometheus, and nothing is declared',
    prometheus,
    { facts: monitoringFacts({}) },
    'fail NoServer',
    'fail NoServer',
  ],
  [
    'Bottlerocket on EKS',
    nodeOs,
    running('Bottlerocket OS 1.19.2', 'v1.34.1-eks-113cf36'),
    'fail NotSupported',
    'unknown NotInProfile',
  ],
  [
    'Kubernetes 1.34',
    kubernetesVersion,
    kubernetes134,
    'pass Supported',
    'unknown NotInProfile',
  ],
  [
    'OpenShift 4.19',
    openshiftVersion,
    openshift419,
    'pass Supported',
    'unknown NotInProfile',
  ],
  [
    'how many system nodes there are',
    systemDedicated,
    systemDedicatedCases.Dedicated,
    'warn FewerThanRecommended',
    'unknown NotInProfile',
  ],
  [
    'a system node of 2021',
    systemResources,
    systemResourcesCases.TooSmall,
    'fail TooSmall',
    'unknown NotInProfile',
  ],
  [
    'no default storage class',
    defaultClass,
    defaultClassCases.NoDefault,
    'fail NoDefault',
    'unknown NotInProfile',
  ],
];

describe('2.25 against 3.0', () => {
  it.each(ROWS)('%s', (_, check, cluster, by225, by30) => {
    const by = (id: string) => {
      const [{ status, reason }] = evaluateCheck(check, {
        ...cluster,
        profile: testProfile(id),
      });
      return `${status} ${reason}`;
    };
    expect([by('runai-2.25'), by('runai-3.0')]).toEqual([by225, by30]);
  });

  it('turns what the endpoints are needed for', () => {
    const needs = (id: string, host: string) =>
      testProfile(id).endpoints.find(endpoint => endpoint.host === host)?.modes
        .fullyOnPrem;
    const turns = [
      'runai.jfrog.io',
      'helm.ngc.nvidia.com',
      'nvcr.io',
      'registry-1.docker.io',
      'quay.io',
      'huggingface.co',
    ].map(host => [host, needs('runai-2.25', host), needs('runai-3.0', host)]);
    expect(turns).toEqual([
      ['runai.jfrog.io', undefined, undefined],
      ['helm.ngc.nvidia.com', 'required', 'required'],
      ['nvcr.io', 'required', 'required'],
      // Images of examples became those of the control plane's own services.
      ['registry-1.docker.io', 'recommended', 'required'],
      ['quay.io', 'recommended', 'required'],
      // Unknown, and so not carried over: the list of 3.0 is not whole.
      ['huggingface.co', 'required', undefined],
    ]);
    expect(testProfile('runai-2.25').network.completeFor).toContain(
      'fullyOnPrem',
    );
    expect(testProfile('runai-3.0').network.completeFor).toEqual(['airGapped']);
  });
});
