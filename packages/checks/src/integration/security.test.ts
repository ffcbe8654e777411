import { KubeClient } from '@runai-portal/kube';
import { namespace, type KubeObject } from '@runai-portal/simulator';
import {
  loadObjects,
  startCluster,
  whyNoCluster,
  type RealCluster,
} from './kube';
import { lookAt, type Sight } from './sight';
import { until } from './until';

jest.setTimeout(300_000);

const SERVICE = { namespace: 'policy', name: 'policy-webhook' };
const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** Each with what secures its pods: 1.20 with PodSecurityPolicy in force, 1.36 with pod security admission. */
const SERVERS = [
  {
    version: '1.20' as const,
    admission: 'NodeRestriction,PodSecurityPolicy',
    slices: 'discovery.k8s.io/v1beta1',
  },
  {
    version: '1.36' as const,
    admission: undefined,
    slices: 'discovery.k8s.io/v1',
  },
];

const pod = (within: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'it-pod', namespace: within },
  spec: {
    automountServiceAccountToken: false,
    containers: [{ name: 'main', image: 'registry.example/none' }],
  },
});

const POLICY: KubeObject = {
  apiVersion: 'policy/v1beta1',
  kind: 'PodSecurityPolicy',
  metadata: { name: 'it-policy' },
  spec: {
    privileged: true,
    volumes: ['*'],
    seLinux: { rule: 'RunAsAny' },
    runAsUser: { rule: 'RunAsAny' },
    fsGroup: { rule: 'RunAsAny' },
    supplementalGroups: { rule: 'RunAsAny' },
  },
};

const WEBHOOK: KubeObject = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'it-webhook' },
  webhooks: [
    {
      name: 'validate.policy.example',
      // By its default it fails closed.
      clientConfig: { service: SERVICE },
      rules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['CREATE'],
          resources: ['pods'],
        },
      ],
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
    },
  ],
};

const service: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: SERVICE,
  spec: { ports: [{ port: 443 }] },
};

const slice = (apiVersion: string): KubeObject => ({
  apiVersion,
  kind: 'EndpointSlice',
  metadata: {
    namespace: 'policy',
    name: 'policy-webhook-1',
    labels: { 'kubernetes.io/service-name': 'policy-webhook' },
  },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['10.1.2.3'], conditions: { ready: true } }],
  ports: [],
});

for (const { version, admission, slices } of SERVERS) {
  const reason = whyNoCluster(version);
  const real = reason ? describe.skip : describe;
  real(
    `pod security on a real API server of Kubernetes ${version}${
      reason ? `: skipped, ${reason}` : ''
    }`,
    () => {
      let server: RealCluster;
      let client: KubeClient;
      let sight: Sight;
      const put = (...objects: KubeObject[]) => loadObjects(server, objects);
      const see = async () => {
        sight = await lookAt(server.connection);
      };
      const said = (checkId: string) => {
        const { status, reason: code } = sight.one(checkId);
        return `${status} ${code}`;
      };
      /** A namespace admits no pod before it has its account. */
      const putPod = async (within: string) => {
        const of = { version: 'v1', namespace: within };
        await until('the namespace has its account', async () => {
          const { items } = await client.list({
            ...of,
            resource: 'serviceaccounts',
          });
          return items.length > 0;
        });
        await client.create({ ...of, resource: 'pods' }, pod(within));
      };

      beforeAll(async () => {
        server = await startCluster(version, 'security', { admission });
        client = KubeClient.create(server.connection);
        await put(namespace('team-a'), namespace('policy'));
      });
      afterAll(async () => {
        await client?.close();
        await server?.down();
      });

      if (version === '1.20') {
        it('does not know whether PodSecurityPolicies are in force before there is a pod', async () => {
          await see();

          expect(said('security.psp')).toBe('unknown NoPodsSeen');
          expect(said('security.psa')).toBe('notApplicable NotInEffect');
          expect(said('security.regime')).toBe('unknown NotAllSeen');
        });

        it('knows it by one pod, and that Run:ai is let in by one of its own', async () => {
          await put(POLICY);
          await putPod('team-a');
          await see();
          expect(said('security.psp')).toBe('warn NotTried');
          expect(said('security.regime')).toBe('pass Policies');

          await put(namespace('runai'));
          await putPod('runai');
          await see();
          expect(said('security.psp')).toBe('pass Admitted');
          expect(sight.one('security.psp').message).toContain('it-policy');
        });
      } else {
        it('reads the labels by which namespaces reject pods', async () => {
          await put(namespace('runai'));
          await see();
          expect(said('security.psp')).toBe('notApplicable Removed');
          expect(said('security.psa')).toBe('pass Admitted');
          expect(said('security.regime')).toBe('pass NothingSeen');

          await put(
            namespace('runai-vision', { labels: { [ENFORCE]: 'restricted' } }),
          );
          await see();
          expect(said('security.psa')).toBe('fail Rejected');
          expect(sight.one('security.psa').message).toContain('runai-vision');
          expect(said('security.regime')).toBe('pass Standards');
          await expect(putPod('runai-vision')).rejects.toThrow(
            'violates PodSecurity',
          );
        });
      }

      it('finds nobody behind a webhook that fails closed, as the API server does, until somebody answers', async () => {
        await see();
        expect(said('security.admission-webhooks')).toBe(
          'notApplicable NoWebhooks',
        );

        await put(WEBHOOK);
        await until('the API server asks the webhook', async () => {
          const refused = await putPod('policy').then(
            () => undefined,
            (error: Error) => error,
          );
          return /failed calling webhook/.test(`${refused?.message}`);
        });
        await see();
        expect(said('security.admission-webhooks')).toBe('fail NoEndpoint');
        expect(sight.one('security.admission-webhooks').message).toContain(
          'policy/policy-webhook does not exist',
        );

        await put(service);
        await see();
        expect(sight.one('security.admission-webhooks').message).toContain(
          'has no ready endpoint',
        );

        await put(slice(slices));
        await see();
        expect(said('security.admission-webhooks')).toBe('pass AllAnswer');
      });
    },
  );
}
