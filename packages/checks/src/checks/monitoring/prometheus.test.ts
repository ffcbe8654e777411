import { deployment, statefulSet } from '@runai-portal/simulator';
import { prometheusTroubleFact } from '../../observations/followUps/waitingPods';
import { evaluateToOne, fact, testProfile } from '../../testing';
import {
  directServer,
  monitoringFacts,
  operatedServer,
} from '../../testing/monitoring';
import { prometheus } from './prometheus';
import { cases } from './prometheus.cases';

describe('monitoring.prometheus', () => {
  it('fixture 14: passes for the chart without definitions', () => {
    const result = evaluateToOne(prometheus, {
      facts: monitoringFacts({ workloads: [directServer()] }),
    });
    expect(result).toMatchObject({
      status: 'pass',
      reason: 'ServerReady',
      actual: 'Prometheus 2.26.0, 1 of 1 ready',
    });
  });

  it('takes readiness from the StatefulSet where the object has no status, as in 2021', () => {
    const workloads = [operatedServer({ desired: 2, ready: 1 })];
    const result = evaluateToOne(prometheus, {
      facts: monitoringFacts({ workloads, prometheusIn: ['monitoring'] }),
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'SomeNotReady',
      actual: 'Prometheus 2.26.0, 1 of 2 ready',
    });
  });

  it('fixture 15: warns of a definition without a running server', () => {
    const operator = deployment('monitoring', 'prometheus-operator', {
      image: 'quay.io/prometheus-operator/prometheus-operator:v0.47.0',
    });
    const result = evaluateToOne(prometheus, {
      facts: monitoringFacts({ workloads: [operator], prometheusIn: [] }),
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'DefinitionWithoutServer',
    });
    expect(result.message).toContain('CRD without a running server');
  });

  it('fixture 18: passes without any where the installer brings it', () => {
    const result = evaluateToOne(prometheus, {
      facts: monitoringFacts({}),
      settings: { existingPrometheus: false },
    });
    expect(result).toMatchObject({
      status: 'pass',
      reason: 'InstallerBringsIt',
    });
  });

  it('fails without any where an existing one is declared', () => {
    const result = evaluateToOne(prometheus, {
      facts: monitoringFacts({}),
      settings: { existingPrometheus: true },
    });
    expect(result).toMatchObject({
      status: 'fail',
      reason: 'NoServer',
      message: expect.stringContaining(
        'By the settings an existing one is used',
      ),
    });
    expect(result.remediation?.text).toContain(
      'kube-prometheus-stack.enabled=false',
    );
  });

  it('fails where the server that is used is down, and names the claim that waits for a volume', () => {
    const result = evaluateToOne(prometheus, {
      settings: { existingPrometheus: true },
      facts: monitoringFacts({
        workloads: [directServer({ ready: 0 })],
        more: [
          fact(prometheusTroubleFact, {
            pods: [],
            claims: [
              {
                namespace: 'monitoring',
                name: 'prometheus-server',
                phase: 'Pending',
              },
            ],
          }),
        ],
      }),
    });
    expect(result).toMatchObject({ status: 'fail', reason: 'ServerNotReady' });
    expect(result.message).toContain(
      'claim monitoring/prometheus-server is Pending: it waits for a volume of the default class',
    );
    expect(result.remediation?.text).toContain('Give the claim');
  });

  it('names the pod that is not ready, where no claim waits for a volume', () => {
    const { message } = evaluateToOne(prometheus, {
      settings: { existingPrometheus: true },
      facts: monitoringFacts({
        workloads: [directServer({ ready: 0 })],
        more: [
          fact(prometheusTroubleFact, {
            claims: [],
            pods: [
              {
                namespace: 'monitoring',
                name: 'prometheus-server-5c9',
                phase: 'Pending',
                ready: false,
                restarts: 0,
                unschedulable: '0/3 nodes are available',
              },
            ],
          }),
        ],
      }),
    });
    expect(message).toContain(
      '. Pod prometheus-server-5c9: it cannot be placed: 0/3 nodes are available',
    );
  });

  it('asks for a volume of a server that may be used, where its claim waits for one', () => {
    const { remediation } = evaluateToOne(prometheus, {
      ...cases.ExistingNotReady,
      facts: { ...cases.ExistingNotReady.facts, ...cases.ServerNotReady.facts },
    });
    expect(remediation?.text).toContain(
      'The claim monitoring/prometheus-server waits for a volume',
    );
  });

  it('fails without any where the version brings none, and names no setting for it', () => {
    const result = evaluateToOne(prometheus, {
      facts: monitoringFacts({}),
      profile: testProfile('runai-2.25'),
    });
    expect(result).toMatchObject({
      reason: 'NoServer',
      message: expect.stringContaining('The installer does not bring one'),
    });
  });

  it.each([
    [
      'the one that Run:ai brought',
      'runai',
      'The Prometheus that Run:ai brought is not ready',
      {},
    ],
    [
      'the existing one that is used',
      'monitoring',
      'Prometheus is installed and no server is ready',
      { existingPrometheus: true },
    ],
  ])('says of %s that it is down', (_, namespace, words, settings) => {
    expect(
      evaluateToOne(prometheus, {
        facts: monitoringFacts({
          workloads: [directServer({ namespace, ready: 0 })],
        }),
        settings,
      }),
    ).toMatchObject({
      status: 'fail',
      reason: 'ServerNotReady',
      message: expect.stringContaining(words),
    });
  });

  it.each([
    ['no kind and no server', {}, ['absent', 'absent']],
    ['the kind alone', { prometheusIn: [] }, ['absent', 'served']],
    [
      'a server without the kind',
      { workloads: [directServer()] },
      ['Prometheus 2.26.0, 1 of 1 ready', 'absent'],
    ],
  ])('shows %s as evidence', (_, seen, values) => {
    const { evidence } = evaluateToOne(prometheus, {
      facts: monitoringFacts(seen),
    });
    expect(evidence.map(({ value }) => value)).toEqual(values);
  });

  it('does not take Alertmanager, pushgateway or exporters of the same chart for a server', () => {
    const others = ['alertmanager', 'pushgateway'].map(component =>
      deployment('monitoring', `prometheus-${component}`, {
        image: `prom/${component}:v1`,
        labels: { app: 'prometheus', component },
      }),
    );
    const result = evaluateToOne(prometheus, {
      facts: monitoringFacts({ workloads: others }),
    });
    expect(result.reason).toBe('InstallerBringsIt');
  });

  it('counts the one that Run:ai brought as its own', () => {
    const workloads = [operatedServer({ namespace: 'runai' })];
    const result = evaluateToOne(prometheus, {
      facts: monitoringFacts({ workloads, prometheusIn: ['runai'] }),
    });
    expect(result).toMatchObject({
      status: 'pass',
      reason: 'RunaiServerReady',
    });
  });

  it('warns where OpenShift does not show its own', () => {
    const result = evaluateToOne(prometheus, {
      facts: monitoringFacts({ prometheusIn: [], openshift: true }),
    });
    expect(result).toMatchObject({
      status: 'warn',
      reason: 'OpenShiftMonitoringMissing',
    });
  });

  it.each([
    [
      'scaled to 0',
      { desired: 0, ready: 0 },
      'is scaled to 0',
      ' It was scaled to 0: scale it up again where it is to be used.',
    ],
    ['down', { desired: 1, ready: 0 }, 'has 0 of 1 ready', ''],
  ])(
    "only warns of somebody's own server that is %s, until it is declared that it is used",
    (_, replicas, state, besides) => {
      const facts = monitoringFacts({
        workloads: [operatedServer(replicas)],
        prometheusIn: ['monitoring'],
      });
      const judged = (existingPrometheus?: boolean) =>
        evaluateToOne(prometheus, { facts, settings: { existingPrometheus } });

      expect(judged()).toMatchObject({
        status: 'warn',
        reason: 'ExistingNotReady',
      });
      expect(judged(true)).toMatchObject({
        status: 'fail',
        reason: 'ServerNotReady',
        message: expect.stringContaining(`(2.26.0) ${state}`),
        remediation: {
          text: `Look at what keeps Prometheus monitoring/k8s (2.26.0) from being ready.${besides}`,
        },
      });
      expect(judged(false).status).toBe('pass');
    },
  );

  it.each<[string, Parameters<typeof statefulSet>[2]]>([
    [
      'a charm, by digest',
      {
        labels: { 'app.kubernetes.io/name': 'prometheus' },
        containers: [
          { name: 'charm', image: 'docker.io/jujusolutions/charm-base:1' },
          {
            name: 'prometheus',
            image: `registry.example/charm/0/prometheus-image@sha256:${'2'.repeat(
              64,
            )}`,
          },
        ],
      },
    ],
    [
      'a mirror that keeps no name',
      {
        labels: { app: 'prometheus' },
        containers: [
          {
            name: 'prometheus',
            image: `registry.example/m@sha256:${'3'.repeat(64)}`,
          },
        ],
      },
    ],
    [
      'what it is started with',
      {
        containers: [
          {
            name: 'metrics',
            image: 'registry.example/tsdb:1',
            args: ['--config.file=/etc/p.yml', '--storage.tsdb.path=/data'],
          },
        ],
      },
    ],
    [
      "Rancher's mirror",
      { image: 'rancher/mirrored-prometheus-prometheus:v2.42.0' },
    ],
  ])('knows a server by %s', (_, options) => {
    const facts = monitoringFacts({
      workloads: [statefulSet('metrics', 'server', options)],
    });

    expect(evaluateToOne(prometheus, { facts }).reason).toBe('ServerReady');
  });

  it.each([
    [
      'an adapter',
      'prometheus-adapter',
      'registry.k8s.io/prometheus-adapter:v1',
    ],
    ['an exporter', 'exporter', 'prom/blackbox-exporter:v1'],
    ['the operator', 'prometheus-operator', 'q/prometheus-operator:v1'],
    ['an agent', 'prometheus-agent', 'q/prometheus:v2'],
  ])('takes no %s for one', (_, name, image) => {
    const facts = monitoringFacts({
      workloads: [
        deployment('metrics', 'x', { containers: [{ name, image }] }),
      ],
    });

    expect(evaluateToOne(prometheus, { facts }).reason).toBe(
      'InstallerBringsIt',
    );
  });
});
