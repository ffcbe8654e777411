import { parseDriverVersion, type DriverVersion } from '@runai-portal/kube';
import type { NodeFact } from '../facts/nodeFact';
import { memoize } from './memoize';

/** A version that labels tell, and which labels. */
export interface LabelledVersion {
  readonly version: string;
  /** Undefined where it is not written as a version. */
  readonly parsed?: DriverVersion;
  readonly keys: readonly string[];
}

/** How feature discovery labels a version, newest first: as a whole today, in parts in 2021. */
const DRIVER = [
  ['nvidia.com/cuda.driver-version.full'],
  [
    'nvidia.com/cuda.driver.major',
    'nvidia.com/cuda.driver.minor',
    'nvidia.com/cuda.driver.rev',
  ],
];
const CUDA = [
  ['nvidia.com/cuda.runtime-version.full'],
  [
    'nvidia.com/cuda.runtime-version.major',
    'nvidia.com/cuda.runtime-version.minor',
  ],
  ['nvidia.com/cuda.runtime.major', 'nvidia.com/cuda.runtime.minor'],
];

/** The driver's version by feature discovery's labels. */
export const labelledDriver = labelledVersion(DRIVER);

/** The newest CUDA that the driver serves, by feature discovery's labels. */
export const labelledCuda = labelledVersion(CUDA);

/** The label that a node with a working driver carries, whatever the age of its feature discovery. */
export const DRIVER_LABEL_KEYS = DRIVER.map(([key]) => key);

/** Joined with dots as written: `02` keeps its zero, and the last part may be an empty text (a two-part version). */
function labelledVersion(forms: readonly (readonly string[])[]) {
  return memoize((labels: NodeFact['labels']): LabelledVersion | undefined => {
    for (const form of forms) {
      const keys = form.filter(key => labels[key]);
      if (keys[0] === form[0]) {
        const version = keys.map(key => labels[key]).join('.');
        return { version, parsed: parseDriverVersion(version), keys };
      }
    }
    return undefined;
  });
}
