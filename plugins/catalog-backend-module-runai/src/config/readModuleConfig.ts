import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { fullRef } from '../entities/fullRef';

/** What `catalog.providers.runai` says, defaults filled in. */
export interface ModuleConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  defaults: EntityDefaults;
  /** How the Kubernetes plugin shall log in; undefined where the entities are not for it. */
  kubernetesAuth?: KubernetesAuth;
  /** Strategies that the portal's own modules bring. */
  authProviders: readonly string[];
}

/** What entities say where a cluster's settings say nothing that the catalog takes. */
export interface EntityDefaults {
  namespace: string;
  /** A full reference. */
  owner: string;
  /** A full reference. */
  system?: string;
  lifecycle?: string;
}

/** How the portal's Kubernetes plugin logs in to a cluster. */
export interface KubernetesAuth {
  provider: string;
  oidcTokenProvider?: string;
}

const KEY = 'catalog.providers.runai';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { seconds: 30 },
};

const text = z.string().min(1);
const ref = (kind: string, example: string) =>
  text
    .refine(value => fullRef(value, kind) !== undefined, {
      error: `must be an entity reference like ${example}`,
    })
    .transform(value => String(fullRef(value, kind)));

const configSchema = z.strictObject({
  schedule: z.unknown().optional(),
  owner: ref('group', 'group:default/ml-platform').default(
    'group:default/unknown',
  ),
  system: ref('system', 'system:default/compute').optional(),
  lifecycle: text.max(63).optional(),
  namespace: z
    .string()
    .refine(value => KubernetesValidatorFunctions.isValidNamespace(value), {
      error: 'must be a namespace of the catalog: a-z, 0-9 and -',
    })
    .default('default'),
  kubernetesAuthProvider: text
    .refine(value => value !== 'serviceAccount', {
      error:
        'must be another than serviceAccount, which the Kubernetes plugin takes from no entity',
    })
    .optional(),
  kubernetesOidcTokenProvider: text.optional(),
  authProviders: z.array(text).default([]),
});

/** @throws InputError with one sentence that names the key */
export function readModuleConfig(rootConfig: Config): ModuleConfig {
  const parsed = configSchema.safeParse(rootConfig.getOptional(KEY) ?? {});
  if (!parsed.success) {
    throw new InputError(sentenceOf(parsed.error));
  }
  const { owner, system, lifecycle, namespace, authProviders } = parsed.data;
  const { kubernetesAuthProvider: provider, kubernetesOidcTokenProvider } =
    parsed.data;
  if (provider === 'oidc' && !kubernetesOidcTokenProvider) {
    throw new InputError(
      `${KEY}.kubernetesOidcTokenProvider is missing: with kubernetesAuthProvider oidc it names the provider of the portal's sign-in whose tokens the clusters take.`,
    );
  }
  return {
    schedule: readSchedule(rootConfig),
    defaults: { namespace, owner, system, lifecycle },
    ...(provider && {
      kubernetesAuth: {
        provider,
        oidcTokenProvider: kubernetesOidcTokenProvider,
      },
    }),
    authProviders,
  };
}

function readSchedule(
  rootConfig: Config,
): SchedulerServiceTaskScheduleDefinition {
  const key = `${KEY}.schedule`;
  if (!rootConfig.has(key)) {
    return DEFAULT_SCHEDULE;
  }
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(
      rootConfig.getConfig(key),
    );
  } catch (error) {
    throw new InputError(
      `${key} is wrong: it must be like {frequency: {minutes: 1}, timeout: {seconds: 30}} (${
        error instanceof Error ? error.message : error
      }).`,
    );
  }
}

function sentenceOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const key = [KEY, ...issue.path.map(String)].join('.');
  return issue.code === 'unrecognized_keys'
    ? `${key}.${issue.keys[0]} is not a known key of the configuration.`
    : `${key} is wrong: ${issue.message}.`;
}
