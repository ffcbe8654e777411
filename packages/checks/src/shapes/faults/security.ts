import {
  crd,
  namespace,
  pod,
  service,
  type KubeObject,
} from '@runai-portal/simulator';
import { foundBy, type Fault } from '../Fault';

/** A webhook that refuses every pod while it does not answer, and its Service, which has no ready endpoint. */
export function guard({
  timeoutSeconds = 10,
  failurePolicy = 'Fail',
} = {}): KubeObject[] {
  return [
    namespace('guard'),
    service('guard', 'guard', { port: 443, selector: { app: 'guard' } }),
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'guard' },
      webhooks: [
        {
          name: 'guard.example.com',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          failurePolicy,
          timeoutSeconds,
          clientConfig: {
            service: { namespace: 'guard', name: 'guard', port: 443 },
          },
          rules: [
            {
              apiGroups: [''],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['pods'],
              scope: '*',
            },
          ],
        },
      ],
    },
  ];
}

/** Policies of Kyverno and of Gatekeeper's library that let images come from one registry alone. */
export function imagePolicies(registry: string): KubeObject[] {
  return [
    crd('clusterpolicies.kyverno.io', {
      kind: 'ClusterPolicy',
      scope: 'Cluster',
    }),
    crd('k8sallowedrepos.constraints.gatekeeper.sh', {
      kind: 'K8sAllowedRepos',
      scope: 'Cluster',
      versions: ['v1beta1'],
    }),
    {
      apiVersion: 'kyverno.io/v1',
      kind: 'ClusterPolicy',
      metadata: { name: 'restrict-image-registries' },
      spec: {
        validationFailureAction: 'Enforce',
        rules: [
          {
            name: 'registries',
            match: { any: [{ resources: { kinds: ['Pod'] } }] },
            validate: {
              pattern: {
                spec: { containers: [{ image: `${registry}/*` }] },
              },
            },
          },
        ],
      },
    },
    {
      apiVersion: 'constraints.gatekeeper.sh/v1beta1',
      kind: 'K8sAllowedRepos',
      metadata: { name: 'registries' },
      spec: {
        match: { kinds: [{ apiGroups: [''], kinds: ['Pod'] }] },
        parameters: { repos: [`${registry}/`] },
      },
    },
  ];
}

const enforced = (name: string, level: string) =>
  namespace(name, { labels: { 'pod-security.kubernetes.io/enforce': level } });

/** Servers on which labels of Pod Security Admission have an effect. */
const WITH_PSA = ['kubespray', 'rke2', 'openshift-4.18', 'eks', 'gke', 'aks'];

/** Of what decides which pods are let in. */
export const securityFaults: readonly Fault[] = [
  {
    what: 'the namespace of Run:ai lets in restricted pods alone',
    shapes: WITH_PSA,
    inject: cluster => cluster.put(enforced('runai', 'restricted')),
    finds: foundBy('security.psa', 'fail', 'security'),
  },
  {
    what: 'the namespace of a project lets in restricted pods alone',
    // OpenShift runs what researchers start by its restricted policy anyway.
    shapes: WITH_PSA.filter(id => id !== 'openshift-4.18'),
    inject: cluster => cluster.put(enforced('runai-vision', 'restricted')),
    finds: foundBy('security.psa', 'fail', 'security'),
  },
  {
    what: 'the namespace of the GPU Operator lets in baseline pods alone',
    shapes: WITH_PSA.filter(id => id !== 'openshift-4.18'),
    inject: cluster => cluster.put(enforced('gpu-operator', 'baseline')),
    finds: foundBy('security.psa', 'fail', 'security'),
  },
  {
    what: 'pod security policies are in force',
    shapes: ['kubeadm', 'k3s', 'ezmeral'],
    inject: cluster =>
      cluster.put(
        {
          apiVersion: 'policy/v1beta1',
          kind: 'PodSecurityPolicy',
          metadata: { name: 'restricted' },
          spec: { privileged: false },
        },
        pod('kube-system', 'seen', {
          node: 'sys-1',
          annotations: { 'kubernetes.io/psp': 'restricted' },
        }),
      ),
    finds: foundBy('security.psp', 'warn', 'security'),
  },
  {
    what: 'a webhook that refuses every pod has nobody behind it',
    inject: cluster => cluster.put(...guard()),
    finds: foundBy('security.admission-webhooks', 'fail'),
  },
  {
    what: 'a webhook on pods may take half a minute',
    inject: cluster =>
      cluster.put(...guard({ timeoutSeconds: 30, failurePolicy: 'Ignore' })),
    finds: foundBy('security.admission-webhooks', 'warn'),
  },
  {
    what: 'policies about images leave out the registry of Run:ai',
    inject: cluster => cluster.put(...imagePolicies('other.example.com')),
    finds: foundBy('security.image-policy', 'warn', 'security'),
  },
];
