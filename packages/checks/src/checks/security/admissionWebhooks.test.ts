import { cluster, namespace, type KubeObject } from '@runai-portal/simulator';
import { webhooksFact } from '../../facts/webhooks';
import { workloadsFact } from '../../facts/workloads';
import { namespacesFact } from '../../facts/namespaces';
import { webhookServicesFact } from '../../observations/followUps/webhookServices';
import { evaluateToOne, factsFrom } from '../../testing';
import { admissionWebhooks } from './admissionWebhooks';
import { webhook, webhookFacts } from './admissionWebhooks.cases';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

const dead = { ready: 0, exists: true, outside: false };
const SERVICE = { namespace: 'policy', name: 'policy-webhook' };

const judge = (given: object, state: object = dead) =>
  evaluateToOne(
    admissionWebhooks,
    webhookFacts({
      webhooks: [webhook(given)],
      services: { 'policy/policy-webhook': { ...dead, ...state } },
    }),
  );
const on = (apiGroups: string[], resources: string[], operations = ['*']) => ({
  rules: [{ apiGroups, apiVersions: ['*'], resources, operations }],
});

async function read(version: string, ...objects: object[]) {
  const facts = await factsFrom(
    cluster('c')
      .kubernetes(version)
      .objects(
        namespace('policy'),
        {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'MutatingWebhookConfiguration',
          metadata: { name: 'policy' },
          webhooks: [webhook()],
        } as KubeObject,
        ...(objects as KubeObject[]),
      ),
    [webhooksFact, namespacesFact, webhookServicesFact, workloadsFact],
  );
  return evaluateToOne(admissionWebhooks, { facts });
}

const service = (type = 'ClusterIP') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: SERVICE,
  spec: { type, ports: [{ port: 443 }] },
});
const slice = (apiVersion: string, ready?: boolean) => ({
  apiVersion,
  kind: 'EndpointSlice',
  metadata: {
    namespace: 'policy',
    name: 'policy-webhook-x',
    labels: { 'kubernetes.io/service-name': 'policy-webhook' },
  },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['10.0.0.7'], conditions: { ready } }],
  ports: [],
});

describe('security.admission-webhooks', () => {
  it('fails where nobody answers for a webhook that fails closed on pods, and says to repair that first', () => {
    const result = judge({});

    expect(result).toMatchObject({
      status: 'fail',
      reason: 'NoEndpoint',
      severity: 'recommended',
      actual: 'policy/policy-webhook has 0 ready endpoints',
    });
    expect(result.message).toContain('runai');
    expect(result.remediation?.text).toMatch(/^Repair this before anything/);
    expect(result.remediation?.commands).toContain(
      'kubectl delete validatingwebhookconfiguration/policy',
    );
  });

  it.each<[string, object, string]>([
    ['anything at all', on(['*'], ['*']), 'fail'],
    ['pods when they change', on([''], ['pods'], ['UPDATE']), 'fail'],
    ['Deployments', on(['apps'], ['deployments']), 'fail'],
    ["Run:ai's own kinds", on(['scheduling.run.ai'], ['queues']), 'fail'],
    ['pods when they go', on([''], ['pods'], ['DELETE']), 'pass'],
    ['exec into pods', on([''], ['pods/exec'], ['CONNECT']), 'pass'],
    ['kinds of others', on(['cert-manager.io'], ['*']), 'pass'],
    ['pods, and may fail', { failurePolicy: 'Ignore' }, 'pass'],
  ])('is asked about %s', (_what, given, status) => {
    expect(judge(given).status).toBe(status);
  });

  it.each<[string, object, string]>([
    [
      'a namespace that is excluded',
      {
        namespaceSelector: {
          matchExpressions: [
            {
              key: 'kubernetes.io/metadata.name',
              operator: 'NotIn',
              values: ['runai', 'runai-backend', 'gpu-operator'],
            },
          ],
        },
      },
      'warn',
    ],
    [
      'objects with a label of its own',
      { objectSelector: { matchLabels: { inject: 'yes' } } },
      'warn',
    ],
    [
      'objects that do not opt out',
      {
        objectSelector: {
          matchExpressions: [
            { key: 'inject', operator: 'NotIn', values: ['no'] },
          ],
        },
      },
      'fail',
    ],
    [
      'a selector that nobody knows',
      {
        namespaceSelector: {
          matchExpressions: [{ key: 'a', operator: 'Like' }],
        },
      },
      'fail',
    ],
  ])('weighs %s', (_what, given, status) => {
    expect(judge(given).status).toBe(status);
  });

  it('takes a name outside the cluster for somebody who may answer', () => {
    expect(judge({}, { outside: true }).status).toBe('pass');
  });

  it('says that the service does not exist, as after a removal by half', () => {
    expect(judge({}, { exists: false }).message).toContain('does not exist');
  });

  it.each<[string, object, (string | undefined)[][]]>([
    [
      'fails closed and has no endpoint',
      {},
      [
        ['webhook validate.policy.example', 'failurePolicy Fail, timeout 10 s'],
        ['ready endpoints', '0'],
      ],
    ],
    [
      'is slow and may fail, at an address of its own',
      {
        failurePolicy: 'Ignore',
        timeoutSeconds: 30,
        clientConfig: { url: 'https://policy.example' },
      },
      [
        [
          'webhook validate.policy.example',
          'failurePolicy Ignore, timeout 30 s',
        ],
        ['clientConfig', 'an address of its own'],
      ],
    ],
  ])('shows as evidence of a webhook that it %s', (_what, given, rows) => {
    expect(judge(given).evidence.map(({ key, value }) => [key, value])).toEqual(
      rows,
    );
  });

  it('finds one slow though nothing depends on its answer', () => {
    expect(
      judge({ failurePolicy: 'Ignore', timeoutSeconds: 16 }),
    ).toMatchObject({ status: 'warn', reason: 'Slow' });
    expect(judge({ failurePolicy: 'Ignore', timeoutSeconds: 15 }).status).toBe(
      'pass',
    );
  });

  it('counts no webhook that is called by an address of its own', () => {
    expect(
      judge({ clientConfig: { url: 'https://policy.example' } }).status,
    ).toBe('pass');
  });

  it.each([
    ['a ready endpoint', '1.28.0', slice('discovery.k8s.io/v1', true), 'pass'],
    ['one that says nothing', '1.28.0', slice('discovery.k8s.io/v1'), 'pass'],
    [
      'none that is ready',
      '1.28.0',
      slice('discovery.k8s.io/v1', false),
      'fail',
    ],
    [
      'slices of old',
      '1.20.2',
      slice('discovery.k8s.io/v1beta1', true),
      'pass',
    ],
  ])('reads %s', async (_what, version, object, status) => {
    expect((await read(version, service(), object)).status).toBe(status);
  });

  it('asks for Endpoints where no slice is kept', async () => {
    const endpoints = {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: SERVICE,
      subsets: [{ addresses: [{ ip: '10.0.0.7' }] }],
    };

    expect((await read('1.20.2', service(), endpoints)).status).toBe('pass');
    expect((await read('1.20.2', service())).status).toBe('fail');
    expect((await read('1.20.2')).message).toContain('does not exist');
    expect((await read('1.20.2', service('ExternalName'))).status).toBe('pass');
  });
});
