import type { Config } from '@backstage/config';
import { AllowedUrls } from '@runai-portal/backstage-plugin-runai-node';
import { z } from 'zod';

const strings = z.array(z.string()).optional().catch(undefined);
const sourceSchema = z.looseObject({
  type: z.literal('catalog'),
  allowUrls: strings,
});
const locatorSchema = z.looseObject({
  type: z.literal('catalog'),
  dangerouslyAllowClusterUrls: strings,
});

const NOTHING = AllowedUrls.ofHosts([]);

/**
 * What each reader of cluster entities lets them name though it is a private address: the runai plugin's source `catalog`, and the
 * catalog locator of the Kubernetes plugin. What is malformed lets nothing; whose configuration it is says so.
 *
 * @returns one that allows nothing where there is no reader
 */
export function allowedAddresses(rootConfig: Config): AllowedUrls[] {
  const ofSources = entries(rootConfig, 'runai.sources').flatMap(entry => {
    const { success, data } = sourceSchema.safeParse(entry);
    return success ? [parsed(data.allowUrls ?? [])] : [];
  });
  const ofPlugin = entries(
    rootConfig,
    'kubernetes.clusterLocatorMethods',
  ).flatMap(entry => {
    const { success, data } = locatorSchema.safeParse(entry);
    return success
      ? [AllowedUrls.ofHosts(data.dangerouslyAllowClusterUrls ?? [])]
      : [];
  });
  const all = [...ofSources, ...ofPlugin];
  return all.length > 0 ? all : [NOTHING];
}

function entries(rootConfig: Config, key: string): readonly unknown[] {
  const written: unknown = rootConfig.getOptional(key);
  return Array.isArray(written) ? written : [];
}

function parsed(patterns: readonly string[]): AllowedUrls {
  try {
    return AllowedUrls.parse([...patterns], 'allowUrls');
  } catch {
    return NOTHING;
  }
}
