import type { KubeObject } from '@runai-portal/simulator';
import type { NodeFact } from '../facts/nodeFact';
import { nodesFact } from '../facts/nodes';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { workloadsFact, WORKLOAD_KINDS } from '../facts/workloads';
import type { Profile } from '../profiles';
import type { FactOutcomes } from '../declarations';
import { testProfile, type EvaluateCheckOptions } from './evaluateCheck';
import { fact, facts, type FactEntry } from './outcomes';
import { workloadFacts } from './workloads';

type Software = NonNullable<Profile['software']>;
type Ranges = NonNullable<Software['features']>;

const SOURCE = {
  source: 'the documents of Run:ai 3.0',
  verified: 'vendor',
} as const;

/** What Run:ai 3.0 asks of the software beside it. */
const RANGES: Ranges = {
  knative: { minimum: '1.21', maximum: '1.23', ...SOURCE },
  'training-operator': { minimum: '1.9.4', maximum: '1.9.4', ...SOURCE },
  'mpi-operator': { minimum: '0.6.0', maximum: '0.8.2', ...SOURCE },
  lws: { minimum: '0.6.0', ...SOURCE },
  'network-operator': { minimum: '25.10', maximum: '26.7', ...SOURCE },
  'dra-driver': { minimum: '25.8', maximum: '25.12', ...SOURCE },
};

/** A profile that asks for companion software, as 3.0 does unless something else is said. */
export function softwareProfile(software: Partial<Software> = {}): Profile {
  return {
    ...testProfile(),
    software: {
      features: RANGES,
      ingress: {
        gatewayApi: true,
        defaultClass: false,
        classValue: 'clusterConfig.global.ingress.ingressClass',
        recommended: 'HAProxy',
        ...SOURCE,
      },
      loadBalancer: SOURCE,
      fractions: {
        operator: '26.7.1',
        kubernetes: '1.28',
        containerd: '2.0',
        runtimeClass: 'nvidia',
        ...SOURCE,
      },
      guidedInstallation: {
        brings: [...Object.keys(RANGES), 'gpu-operator', 'prometheus'],
        ...SOURCE,
      },
      ...software,
    },
  };
}

/** The facts that the checks of companion software rest on: these objects, and the APIs of the definitions among them. */
export function softwareFacts(
  objects: readonly KubeObject[],
  options: { nodes?: readonly NodeFact[]; more?: FactEntry[] } = {},
): FactOutcomes {
  const kinds: readonly string[] = WORKLOAD_KINDS;
  const groups = objects
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .map(({ metadata: { name } }) => name.slice(name.indexOf('.') + 1));
  return facts(
    fact(
      workloadsFact,
      workloadFacts(...objects.filter(({ kind }) => kinds.includes(kind))),
    ),
    fact(apiGroupsFact, {
      groups: Object.fromEntries(groups.map(group => [group, ['v1']])),
    }),
    fact(nodesFact, options.nodes ?? []),
    ...(options.more ?? []),
  );
}

/** The cases of a check of companion software, which are alike. */
export function featureCases(options: {
  /** Declared uses, or nodes, that need it. */
  needed: Pick<EvaluateCheckOptions, 'settings'> & {
    nodes?: readonly NodeFact[];
  };
  /** It as the profile wants it, in an older version, without a ready pod, and of a version that nothing tells. */
  supported: readonly KubeObject[];
  older: readonly KubeObject[];
  broken: readonly KubeObject[];
  unreadable: readonly KubeObject[];
}) {
  const { needed, supported, older, broken, unreadable } = options;
  const profile = softwareProfile();
  const used = (
    objects: readonly KubeObject[],
    settings: EvaluateCheckOptions['settings'] = {},
  ): EvaluateCheckOptions => ({
    facts: softwareFacts(objects, { nodes: needed.nodes }),
    settings: { ...needed.settings, ...settings },
    profile,
  });
  const unused = (objects: readonly KubeObject[]): EvaluateCheckOptions => ({
    facts: softwareFacts(objects),
    profile,
  });
  return {
    Supported: used(supported),
    OutsideRange: used(older),
    OutsideRangeUnused: unused(older),
    NotReady: used(broken),
    NotReadyUnused: unused(broken),
    Absent: used([]),
    InstallerBringsIt: used([], { installPath: 'guided', mode: 'cloud' }),
    NotUsed: unused([]),
    VersionUnreadable: used(unreadable),
  };
}
