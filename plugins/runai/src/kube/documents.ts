import { z } from 'zod';

/**
 * What a cluster answers, as far as the pages read it. What a cluster says is not trusted to have its form: a document that has
 * not is an error of its own, never a page that breaks.
 */
const listMeta = z
  .object({
    continue: z.string().optional(),
    remainingItemCount: z.number().optional(),
  })
  .optional();

export const tableDocument = z.object({
  kind: z.literal('Table'),
  metadata: listMeta,
  columnDefinitions: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      priority: z.number().default(0),
    }),
  ),
  rows: z
    .array(
      z.object({
        cells: z.array(z.unknown()),
        object: z.object({
          metadata: z.object({
            name: z.string(),
            namespace: z.string().optional(),
            creationTimestamp: z.string().nullish(),
          }),
        }),
      }),
    )
    .nullish(),
});

export const namesDocument = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
});

export const objectDocument = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
});

export const statusDocument = z.object({
  kind: z.literal('Status'),
  message: z.string().default(''),
  reason: z.string().default(''),
  code: z.number().optional(),
  details: z.object({ retryAfterSeconds: z.number().optional() }).nullish(),
});

const verbs = z.array(z.string()).default([]);

/** All groups at once: servers since 1.27. */
export const aggregatedDocument = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string().optional() }).default({}),
      versions: z.array(
        z.object({
          version: z.string(),
          resources: z
            .array(
              z.object({
                resource: z.string(),
                responseKind: z.object({ kind: z.string() }).nullish(),
                scope: z.string(),
                verbs,
              }),
            )
            .default([]),
        }),
      ),
    }),
  ),
});

export const groupsDocument = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      preferredVersion: z.object({ version: z.string() }).optional(),
      versions: z.array(z.object({ version: z.string() })),
    }),
  ),
});

export const resourcesDocument = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
      verbs,
    }),
  ),
});
