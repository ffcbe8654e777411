/* eslint-disable jest/no-standalone-expect -- the expectations of an opinion are called by the tests of two lanes */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Sight } from './sight';
import { verdicts } from './sight';

/** The root of the repository. */
// eslint-disable-next-line no-restricted-syntax -- of tests alone: nothing of it is built
export const REPOSITORY = path.resolve(__dirname, '../../../..');

/** Where the objects of real operators are: named by the environment, beside the repository, or in it; undefined where nowhere. */
export function realObjectsFolder(): string | undefined {
  return [
    process.env.RUNAI_REAL_OBJECTS,
    path.resolve(REPOSITORY, '../shared/real-objects'),
    path.resolve(REPOSITORY, 'tools/real-objects'),
  ].find(folder => folder && existsSync(path.join(folder, 'index.json')));
}

/** What an expert concludes from a file (`conclude` in its index), put to what we make of the same objects. */
export interface Opinion {
  file: string;
  says: string;
  /** Whether an API server of 1.20 takes the objects: they were written by one of 1.36. */
  on120: boolean;
  expectations(sight: Sight): void;
}

const BOTH = ['gpu-1', 'gpu-2'];

function onBoth(value: string): Record<string, string> {
  return Object.fromEntries(BOTH.map(node => [node, value]));
}

/** One opinion a file. */
export const OPINIONS: readonly Opinion[] = [
  {
    file: 'device-plugin-2021-static.json',
    says: 'GPUs per node, known by capacity alone; the driver works, its version is unknown',
    on120: true,
    expectations(sight) {
      const present = sight.one('gpu.nodes-present');
      expect(present.status).toBe('pass');
      expect(present.message).toMatch(
        /^2 of 4 nodes have NVIDIA GPUs\. By name: gpu-1, gpu-2$/,
      );
      const method = sight.one('gpu.install-method');
      expect(method).toMatchObject({ status: 'pass', reason: 'PerNode' });
      expect(method.message).toContain(
        'DaemonSet kube-system/nvidia-device-plugin-daemonset (0.9.0)',
      );
      expect(method.evidence.map(({ value }) => value).join()).toContain(
        '3 of 3 ready',
      );
      expect(verdicts(sight.all('gpu.node-driver'))).toEqual(
        onBoth('unknown DriverVersionUnreadable'),
      );
      expect(verdicts(sight.all('gpu.node-device-plugin'))).toEqual(
        onBoth('pass AllOffered'),
      );
      expect(sight.snapshot.capacity?.gpus).toMatchObject({
        total: 16,
        allocatable: 16,
      });
      expect(sight.snapshot.healthNow.state).toBe('healthy');
    },
  },
  {
    file: 'gpu-operator-2021-2-ready.json',
    says: 'GPU Operator 1.7.1, ready, driver 460.73.01 by the labels of that year',
    on120: true,
    expectations(sight) {
      const method = sight.one('gpu.install-method');
      expect(method).toMatchObject({
        status: 'pass',
        reason: 'GpuOperator',
        actual: 'GPU Operator 1.7.1',
      });
      expect(method.message).toContain(
        'in namespace default, with ClusterPolicy cluster-policy',
      );
      expect(method.evidence.map(({ value }) => value).join()).toContain(
        'nvidia-driver-daemonset',
      );
      const drivers = sight.all('gpu.node-driver');
      expect(verdicts(drivers)).toEqual(onBoth('pass DriverMeetsMinimum'));
      expect(drivers[0].actual).toBe('driver 460.73.01, CUDA 11.2');
      expect(verdicts(sight.all('gpu.node-device-plugin'))).toEqual(
        onBoth('pass AllOffered'),
      );
      expect(
        sight.snapshot.nodes?.find(({ name }) => name === 'gpu-1')?.gpus,
      ).toMatchObject({
        product: 'Tesla-V100-SXM2-32GB',
        count: 8,
        memoryMiB: 32510,
        driver: '460.73.01',
      });
    },
  },
  {
    file: 'gpu-operator-3-driver-crashing.json',
    says: 'GPU Operator 26.7.0 whose driver pods crash: the driver first, the device plugin waits for it',
    on120: false,
    expectations(sight) {
      expect(sight.one('gpu.nodes-present').message).toContain('gpu-1, gpu-2');
      expect(sight.one('gpu.install-method')).toMatchObject({
        status: 'pass',
        actual: 'GPU Operator 26.7.0',
      });
      const drivers = sight.all('gpu.node-driver');
      expect(verdicts(drivers)).toEqual(onBoth('fail DriverMissing'));
      expect(drivers[0].message).toMatch(
        /The driver pod nvidia-driver-daemonset-\w+ restarted \d+ times: .*CrashLoopBackOff/,
      );
      expect(drivers[0].remediation?.commands.join('\n')).toMatch(
        /^kubectl -n gpu-operator logs nvidia-driver-daemonset-/,
      );
      const plugins = sight.all('gpu.node-device-plugin');
      expect(verdicts(plugins)).toEqual(onBoth('unknown BlockedBy'));
      expect(plugins[0].blockedBy).toBe('gpu.node-driver');
      expect(sight.snapshot.healthNow).toMatchObject({
        state: 'degraded',
        reason: 'GpuNodeOffersNoGpu',
      });
    },
  },
  {
    file: 'gpu-operator-6-ready.json',
    says: 'GPU Operator 26.7.0, all ready, driver 595.91.07; the MPS daemon that wants no pod is healthy',
    on120: false,
    expectations(sight) {
      const method = sight.one('gpu.install-method');
      expect(method).toMatchObject({
        status: 'pass',
        reason: 'GpuOperator',
        actual: 'GPU Operator 26.7.0',
      });
      expect(method.message).toContain('in namespace gpu-operator');
      const drivers = sight.all('gpu.node-driver');
      expect(verdicts(drivers)).toEqual(onBoth('pass DriverMeetsMinimum'));
      expect(drivers[0].actual).toBe('driver 595.91.07, CUDA 13.2');
      expect(verdicts(sight.all('gpu.node-device-plugin'))).toEqual(
        onBoth('pass AllOffered'),
      );
      expect(sight.snapshot.gpus).toMatchObject([
        {
          product: 'NVIDIA-H100-80GB-HBM3',
          resource: 'nvidia.com/gpu',
          nodes: 2,
          total: 16,
          allocatable: 16,
        },
      ]);
      expect(sight.snapshot.healthNow.state).toBe('healthy');
    },
  },
  {
    file: 'openshift-4.20-config.json',
    says: 'OpenShift 4.20.3 on bare metal',
    on120: false,
    expectations(sight) {
      expect(sight.snapshot.platform).toMatchObject({
        track: 'openshift',
        openshiftVersion: '4.20.3',
      });
      expect(sight.snapshot.platform?.distribution).toContain('OpenShift');
      expect(sight.one('platform.openshift-version').status).toBe('pass');
      expect(sight.one('monitoring.prometheus')).toMatchObject({
        status: 'warn',
        reason: 'OpenShiftMonitoringMissing',
      });
    },
  },
  {
    file: 'prometheus-chart-2021-ready.json',
    says: 'Prometheus 2.26.0 installed directly; Alertmanager and pushgateway carry the same label and are no servers',
    on120: true,
    expectations(sight) {
      const server = sight.one('monitoring.prometheus');
      expect(server).toMatchObject({
        status: 'pass',
        reason: 'ServerReady',
        actual: 'Prometheus 2.26.0, 1 of 1 ready',
      });
      const method = sight.one('monitoring.install-method');
      expect(method).toMatchObject({
        status: 'pass',
        reason: 'Direct',
        actual: 'direct',
      });
      expect(method.message).toContain(
        'Deployment prometheus-2021/prometheus-server (2.26.0)',
      );
      expect(sight.one('gpu.nodes-present').status).toBe('fail');
      expect(sight.all('gpu.node-driver')).toMatchObject([
        { status: 'unknown', blockedBy: 'gpu.nodes-present' },
      ]);
    },
  },
  {
    file: 'prometheus-stack-3-ready.json',
    says: 'one Prometheus 3.14.0 by the Prometheus Operator, though its StatefulSet carries the labels of a chart',
    on120: false,
    expectations(sight) {
      const server = sight.one('monitoring.prometheus');
      expect(server).toMatchObject({
        status: 'pass',
        reason: 'ServerReady',
        actual: 'Prometheus 3.14.0, 1 of 1 ready',
      });
      const method = sight.one('monitoring.install-method');
      expect(method).toMatchObject({
        status: 'pass',
        reason: 'Operator',
        actual: 'operator',
      });
      expect(method.message).toContain(
        '--set kube-prometheus-stack.enabled=false',
      );
    },
  },
  {
    file: 'runai-2.16.79-crds.json',
    says: '15 definitions of Run:ai and nothing else: left from an installation',
    on120: true,
    expectations({ snapshot }) {
      expect(snapshot.install).toMatchObject({
        state: 'residue',
        cluster: { reason: 'DefinitionsLeft' },
      });
      expect(snapshot.install.version).toBeUndefined();
      expect(snapshot.install.residue).toHaveLength(15);
      expect(snapshot.install.residue[0].command).toBe(
        'kubectl delete customresourcedefinition accessrules.run.ai',
      );
      expect(snapshot.install.backend.state).toBe('notInstalled');
    },
  },
];
