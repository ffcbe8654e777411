import { imageVersion, parseImage } from '../facts/image';
import { ownLabels, isReady, type WorkloadFact } from '../facts/workloads';
import { gpuSoftwareTable, type SoftwareRow } from '../profiles/tables';

const VERSION_LABEL = 'app.kubernetes.io/version';

/** What shows that software is installed, and in which version. */
export interface InstalledSoftware {
  readonly workload: WorkloadFact;
  /** Undefined where neither its image nor its labels tell it. */
  readonly version?: string;
  /** What tells it: `image`, or the key of a label. */
  readonly versionFrom?: string;
}

/**
 * Finds the software of a row among the workloads; of several the one that runs.
 *
 * @remarks By image first, since names and namespaces are the installer's choice.
 */
export function installedSoftware(
  row: SoftwareRow,
  workloads: readonly WorkloadFact[],
): InstalledSoftware | undefined {
  const found = workloads.filter(
    workload => workload.kind === row.kind && shows(row, workload),
  );
  const workload = found.find(isReady) ?? found.at(0);
  return workload && { workload, ...versionOf(row, workload) };
}

function shows(row: SoftwareRow, workload: WorkloadFact): boolean {
  if (row.names(workload.name) || imageOf(row, workload) !== undefined) {
    return true;
  }
  const labels = row.labels.length > 0 ? ownLabels(workload) : {};
  return row.labels.some(wanted =>
    wanted.every(([key, value]) => labels[key] === value),
  );
}

function imageOf({ images }: SoftwareRow, { containers }: WorkloadFact) {
  return containers.find(({ image }) => images(parseImage(image).basename))
    ?.image;
}

/**
 * Image tag first; then what OLM names its owner after; last the label, which is the chart's number where the chart carries the
 * same one.
 */
function versionOf(row: SoftwareRow, workload: WorkloadFact) {
  const image = imageOf(row, workload) ?? '';
  const { tag = '' } = parseImage(image);
  const ofImage = Object.hasOwn(row.tags, tag)
    ? row.tags[tag]
    : imageVersion(image);
  if (ofImage) {
    return { version: ofImage, versionFrom: 'image' };
  }
  const labels = ownLabels(workload);
  const { olmOwnerLabel } = gpuSoftwareTable();
  const owner = labels[olmOwnerLabel] ?? '';
  const ofOwner = numbersOf(owner.slice(owner.indexOf('.') + 1));
  if (ofOwner) {
    return { version: ofOwner, versionFrom: olmOwnerLabel };
  }
  const written = numbersOf(labels[VERSION_LABEL]);
  const chart = labels['helm.sh/chart'] ?? labels.chart ?? '';
  return written && !chart.includes(written)
    ? { version: written, versionFrom: VERSION_LABEL }
    : {};
}

/** The version in what a label says: `v1.21.0`, `1.21.0`, `release-v1.17`. */
function numbersOf(value = ''): string | undefined {
  return /^(?:[a-z]+-)?v?(\d{1,6}(?:\.\d{1,6}){1,3})(?![\d.])/.exec(value)?.[1];
}
