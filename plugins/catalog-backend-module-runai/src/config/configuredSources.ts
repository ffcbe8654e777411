import { createHash } from 'node:crypto';
import type { Config } from '@backstage/config';
import { z } from 'zod';

/** The sources that one provider is for. */
export interface ProvidedSources {
  /** Tells the provider from others; stays as long as the source is configured as it is. */
  id: string;
  type: string;
  /** One source of the type; all of them where absent. */
  label?: string;
}

const sourcesSchema = z.array(
  z.looseObject({ type: z.string().min(1), path: z.unknown().optional() }),
);

/** Names of providers and of their tasks are columns of 255 characters. */
const LONGEST_ID = 100;

/**
 * What there is a provider for: each file of type `kubeconfig`, and each other type, whose sources have labels that the
 * configuration does not tell. Entities of the catalog are none that the portal makes again.
 *
 * @returns nothing where `runai.sources` cannot be read: the runai plugin says so, and does not start
 */
export function configuredSources(rootConfig: Config): ProvidedSources[] {
  const written = rootConfig.getOptional('runai.sources') ?? [{ type: 'demo' }];
  const parsed = sourcesSchema.safeParse(written);
  const provided = new Map<string, ProvidedSources>();
  for (const { type, path } of parsed.data ?? []) {
    if (type !== 'catalog') {
      const label =
        type === 'kubeconfig' && typeof path === 'string' ? path : undefined;
      const id = idOf(label === undefined ? type : `${type}:${label}`);
      provided.set(id, { id, type, ...(label !== undefined && { label }) });
    }
  }
  return [...provided.values()];
}

function idOf(name: string): string {
  if (name.length <= LONGEST_ID) {
    return name;
  }
  const digits = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.slice(0, LONGEST_ID - 13)}-${digits}`;
}
