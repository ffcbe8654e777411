import { parseDriverVersion, type DriverVersion } from '@runai-portal/kube';
import type { NodeFact } from '../facts/nodeFact';
import { memoize } from './memoize';

type Labels = NodeFact['labels'];

/** A version that labels tell, and which labels. */
export interface LabelledVersion {
  readonly version: string;
  /** Undefined where it is not written as a version. */
  readonly parsed?: DriverVersion;
  readonly keys: readonly string[];
}

const DRIVER_FULL = 'nvidia.com/cuda.driver-version.full';
const DRIVER_PARTS = [
  'nvidia.com/cuda.driver.major',
  'nvidia.com/cuda.driver.minor',
  'nvidia.com/cuda.driver.rev',
];
const CUDA_FULL = 'nvidia.com/cuda.runtime-version.full';
const CUDA_PARTS = [
  'nvidia.com/cuda.runtime.major',
  'nvidia.com/cuda.runtime.minor',
];
const CUDA_NEWER_PARTS = [
  'nvidia.com/cuda.runtime-version.major',
  'nvidia.com/cuda.runtime-version.minor',
];

/** The driver's version by feature discovery's labels: `full` today, `major`, `minor`, `rev` in 2021. */
export const labelledDriver = memoize(
  (labels: Labels): LabelledVersion | undefined =>
    whole(labels, DRIVER_FULL) ?? parts(labels, DRIVER_PARTS),
);

/** The newest CUDA that the driver serves, by feature discovery's labels. */
export const labelledCuda = memoize(
  (labels: Labels): LabelledVersion | undefined =>
    whole(labels, CUDA_FULL) ??
    parts(labels, CUDA_NEWER_PARTS) ??
    parts(labels, CUDA_PARTS),
);

/** The label that a node with a working driver carries, whatever the age of its feature discovery. */
export const DRIVER_LABEL_KEYS = [DRIVER_FULL, DRIVER_PARTS[0]];

function whole(labels: Labels, key: string): LabelledVersion | undefined {
  const version = labels[key];
  return version ? labelled(version, [key]) : undefined;
}

/** Joined with dots as written: `02` keeps its zero, and the last part may be an empty text (a two-part version). */
function parts(
  labels: Labels,
  keys: readonly string[],
): LabelledVersion | undefined {
  const present = keys.filter(key => labels[key]);
  return present[0] === keys[0]
    ? labelled(present.map(key => labels[key]).join('.'), present)
    : undefined;
}

function labelled(version: string, keys: readonly string[]): LabelledVersion {
  return { version, parsed: parseDriverVersion(version), keys };
}
