import type { EvaluationRequest } from '@runai-portal/backstage-plugin-runai-common';
import { stringify } from 'yaml';

/**
 * The entry of `runai.clusters` that declares what was compared, to be copied.
 *
 * @param name - the cluster's own
 */
export function declaration(
  name: string,
  { profile, settings = {} }: EvaluationRequest,
): string {
  const entry = { name, ...(profile && { profile }), ...settings };
  return stringify({ runai: { clusters: [entry] } }).trimEnd();
}
