import { basename } from 'node:path';
import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import type { SourceState } from './SourceFeed';

/** A cluster with the source that has it. */
export interface SourceEntry {
  /** The type of the source. */
  source: string;
  /** Tells the source from others of its type. */
  label: string;
  sourced: SourcedCluster;
  /** It is no cluster of the source's, but says of the source that it cannot be asked. */
  standsForSource: boolean;
}

/** A file that is replaced is not there for a moment: that is no news while its clusters are known. */
const FAILURES_TO_TELL = 2;

/**
 * The clusters of all sources, in the order of the configuration. A source that could never be asked is one entry that says why;
 * so is one that fails, beside the clusters that it had last. What is configured twice (one file in two entries) stands once.
 */
export function sourceEntries(
  sources: readonly SourceState[],
): readonly SourceEntry[] {
  const entries = new Map<string, SourceEntry>();
  for (const { type: source, label, clusters, failure } of sources) {
    for (const sourced of clusters) {
      const key = JSON.stringify([source, label, sourced.sourceName]);
      if (!entries.has(key)) {
        entries.set(key, {
          source,
          label,
          sourced,
          standsForSource: sourced.standsForSource ?? false,
        });
      }
    }
    const key = JSON.stringify([source, label]);
    const toTell =
      failure &&
      (clusters.length === 0 || failure.times >= FAILURES_TO_TELL) &&
      !entries.has(key);
    if (toTell) {
      const sourced = failureEntry(label, failure.message, clusters.length);
      entries.set(key, { source, label, sourced, standsForSource: true });
    }
  }
  return [...entries.values()];
}

function failureEntry(
  label: string,
  message: string,
  kept: number,
): SourcedCluster {
  const clusters = kept === 1 ? 'The cluster' : `The ${kept} clusters`;
  return {
    sourceName: basename(label) || label,
    title: label,
    connection: {
      unusable: {
        reason: 'SourceUnreadable',
        message:
          kept > 0
            ? `${message} ${clusters} that it had last ${
                kept === 1 ? 'is' : 'are'
              } kept.`
            : message,
      },
    },
  };
}
