import type {
  ClusterDeclaration,
  NodeBuilder,
  ObjectRef,
} from '@runai-portal/simulator';
import type { ClusterSettingsInput } from '../settings';

/** Where the parts of a cluster are that faults are put into; what a shape does not have is absent. */
export interface ShapeParts {
  /** Each has the same number of GPUs. */
  readonly gpuNodes: readonly string[];
  readonly systemNodes: readonly string[];
  readonly controlPlane?: readonly string[];
  /** The workload of the Prometheus server. */
  readonly prometheus: ObjectRef;
  readonly nodeExporter: ObjectRef;
  readonly kubeStateMetrics: ObjectRef;
  /** The class whose volumes pods on several nodes share. */
  readonly sharedClass: string;
  readonly defaultClass: string;
  /** Of the GPU Operator's operands; absent where the provider brings the driver without an operator. */
  readonly gpuOperands?: string;
}

/** A cluster as it should be for a Run:ai installation of its profile's version. */
export interface HealthyShape {
  readonly id: string;
  readonly title: string;
  readonly settings: Partial<ClusterSettingsInput> & { profile: string };
  readonly parts: ShapeParts;
  /** Warnings that an expert would agree with, by check id, and why. */
  readonly warnings?: Readonly<Record<string, string>>;
  declare(): ClusterDeclaration;
}

/** What the nodes of a distribution have in common. */
export type Dress = (node: NodeBuilder) => NodeBuilder;
