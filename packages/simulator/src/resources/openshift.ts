import { inGroup } from './inGroup';
import {
  clusterOperatorColumns,
  clusterVersionColumns,
} from './openshiftColumns';
import type { ResourceDeclaration } from './types';

/** What an OpenShift 4 server serves beside Kubernetes, as far as a reader of clusters looks at it. */
export const openshiftResources: ResourceDeclaration[] = [
  ...inGroup('apps.openshift.io', {
    deploymentconfigs: {
      kind: 'DeploymentConfig',
      namespaced: true,
      shortNames: ['dc'],
      versions: { v1: [0] },
    },
  }),
  ...inGroup('config.openshift.io', {
    apiservers: {
      kind: 'APIServer',
      subresources: ['status'],
      versions: { v1: [0] },
    },
    clusteroperators: {
      kind: 'ClusterOperator',
      columns: clusterOperatorColumns,
      shortNames: ['co'],
      subresources: ['status'],
      versions: { v1: [0] },
    },
    clusterversions: {
      kind: 'ClusterVersion',
      columns: clusterVersionColumns,
      subresources: ['status'],
      versions: { v1: [0] },
    },
    dnses: { kind: 'DNS', subresources: ['status'], versions: { v1: [0] } },
    images: { kind: 'Image', subresources: ['status'], versions: { v1: [0] } },
    infrastructures: {
      kind: 'Infrastructure',
      subresources: ['status'],
      versions: { v1: [0] },
    },
    ingresses: {
      kind: 'Ingress',
      subresources: ['status'],
      versions: { v1: [0] },
    },
    // No status subresource: networks.config.openshift.io is the one without.
    networks: { kind: 'Network', versions: { v1: [0] } },
    proxies: { kind: 'Proxy', subresources: ['status'], versions: { v1: [0] } },
    schedulers: {
      kind: 'Scheduler',
      subresources: ['status'],
      versions: { v1: [0] },
    },
  }),
  ...inGroup('machineconfiguration.openshift.io', {
    machineconfigpools: {
      kind: 'MachineConfigPool',
      shortNames: ['mcp'],
      subresources: ['status'],
      versions: { v1: [0] },
    },
  }),
  ...inGroup('operator.openshift.io', {
    networks: { kind: 'Network', versions: { v1: [0] } },
  }),
  ...inGroup('project.openshift.io', {
    projects: { kind: 'Project', versions: { v1: [0] } },
  }),
  ...inGroup('route.openshift.io', {
    routes: {
      kind: 'Route',
      namespaced: true,
      subresources: ['status'],
      versions: { v1: [0] },
    },
  }),
  ...inGroup('security.openshift.io', {
    securitycontextconstraints: {
      kind: 'SecurityContextConstraints',
      shortNames: ['scc'],
      versions: { v1: [0] },
    },
  }),
  ...inGroup('user.openshift.io', {
    users: { kind: 'User', versions: { v1: [0] } },
  }),
];
