import type { ClusterSettings, Permission } from '@runai-portal/checks';
import {
  DEFAULT_RESOURCES,
  NEVER_RESOURCES,
  NEVER_SUBRESOURCES,
  ONLY_BY_NAME,
} from './defaultResources';
import type { ResourceTarget } from './ProxyTarget';

type ProxySettings = NonNullable<ClusterSettings['kubernetesProxy']>;

/** One entry of the list; where there are names, those objects alone. */
interface Entry {
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  names?: readonly string[];
}

/** What may be read of one cluster through the proxy. */
export class AllowList {
  readonly #entries: readonly Entry[];

  /**
   * @param settings - `resources` stand in the place of the default, `additionalResources` beside it
   * @throws TypeError with one sentence where an entry names what is never passed on
   */
  static create(
    settings: Pick<ProxySettings, 'resources' | 'additionalResources'> = {},
  ): AllowList {
    const written = [
      ...(settings.resources ?? DEFAULT_RESOURCES),
      ...(settings.additionalResources ?? []),
    ];
    return new AllowList(
      written.map(({ resource: path, ...rest }) => {
        const [resource, subresource, ...more] = path.split('/');
        const entry = { ...rest, resource, subresource };
        const problem =
          more.length > 0
            ? `${path} is not a resource of the Kubernetes API`
            : neverReason(entry);
        if (problem) {
          throw new TypeError(problem);
        }
        return entry;
      }),
    );
  }

  private constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  allows({ ref }: ResourceTarget): boolean {
    // Asked again though no entry can hold it: the last word before something is sent.
    return (
      !NEVER_RESOURCES.includes(ref.resource) &&
      !NEVER_SUBRESOURCES.includes(ref.subresource ?? '') &&
      this.#entries.some(
        entry =>
          entry.group === ref.group &&
          entry.resource === ref.resource &&
          entry.subresource === ref.subresource &&
          (entry.names === undefined ||
            (entry.namespace === ref.namespace &&
              ref.name !== undefined &&
              entry.names.includes(ref.name))),
      )
    );
  }

  /** What may be listed: an entry of single objects, or of a subresource, is of no list. */
  get listable(): { group: string; resource: string }[] {
    return this.#entries
      .filter(({ subresource, names }) => !subresource && !names)
      .map(({ group, resource }) => ({ group, resource }));
  }

  /** What the portal's account needs on the cluster for it. */
  get permissions(): Permission[] {
    return this.#entries.flatMap(
      ({ group, resource, subresource, namespace, names }) => {
        const of = {
          group,
          resource: subresource ? `${resource}/${subresource}` : resource,
        };
        if (names) {
          return names.map(resourceName => ({
            verb: 'get' as const,
            ...of,
            resourceName,
            namespace,
          }));
        }
        const get = { verb: 'get' as const, ...of };
        return subresource ? [get] : [get, { verb: 'list' as const, ...of }];
      },
    );
  }
}

/** Why an entry may not stand in any list. */
function neverReason({
  group,
  resource,
  subresource,
  namespace,
  names,
}: Entry): string | undefined {
  const name = [resource, subresource].filter(Boolean).join('/');
  if (
    NEVER_RESOURCES.includes(resource) ||
    NEVER_SUBRESOURCES.includes(subresource ?? '') ||
    (resource === 'nodes' && subresource !== undefined)
  ) {
    return `${name} is never passed on`;
  }
  if ([group, resource, subresource ?? ''].some(part => part.includes('*'))) {
    return `${name}: every resource is named, * stands for none`;
  }
  if (ONLY_BY_NAME.includes(resource) && !(namespace && names?.length)) {
    return `${name} are passed on by name alone: give namespace and names`;
  }
  return names && !namespace
    ? `${name}: names need their namespace`
    : undefined;
}
