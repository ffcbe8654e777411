import { isRecord, type KubeObject } from '../objects/KubeObject';
import { builtinResources } from './builtin';
import { compareApiVersions } from './compareApiVersions';
import { openshiftResources } from './openshift';
import type {
  MinorRange,
  PrinterColumn,
  ResourceDeclaration,
  ServedResource,
  Verb,
} from './types';

const allVerbs: Verb[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/**
 * The resources one server serves: those of its version, those of OpenShift where it is one, and one per
 * CustomResourceDefinition in it.
 */
export class ResourceRegistry {
  static create(options: {
    minor: number;
    openshift: boolean;
  }): ResourceRegistry {
    const declarations = options.openshift
      ? [...builtinResources, ...openshiftResources]
      : builtinResources;
    const served = declarations
      .map(declaration => servedBy(declaration, options.minor))
      .filter(resource => resource.versions.length > 0);
    return new ResourceRegistry(served);
  }

  readonly #resources = new Map<string, ServedResource>();

  private constructor(resources: ServedResource[]) {
    for (const resource of resources) {
      this.#resources.set(keyOf(resource.group, resource.resource), resource);
    }
  }

  find(group: string, resource: string): ServedResource | undefined {
    return this.#resources.get(keyOf(group, resource));
  }

  /** The resource that an object of this `apiVersion` and `kind` belongs to. */
  ofObject(object: {
    apiVersion: string;
    kind: string;
  }): ServedResource | undefined {
    const group = groupOf(object.apiVersion);
    for (const resource of this.#resources.values()) {
      if (resource.group === group && resource.kind === object.kind) {
        return resource;
      }
    }
    return undefined;
  }

  all(): ServedResource[] {
    return [...this.#resources.values()];
  }

  /** Versions of a group, preferred first; none where the group is not served. */
  versionsOf(group: string): string[] {
    const versions = new Set<string>();
    for (const resource of this.#resources.values()) {
      if (resource.group === group) {
        resource.versions.forEach(version => versions.add(version));
      }
    }
    return [...versions].sort(compareApiVersions);
  }

  /** Whether a group is Kubernetes' own: its server answers for all that is below it. */
  isBuiltin(group: string): boolean {
    return this.all().some(
      resource => resource.group === group && !resource.custom,
    );
  }

  /** Groups other than core, by name. */
  groups(): string[] {
    const groups = new Set(this.all().map(resource => resource.group));
    groups.delete('');
    return [...groups].sort();
  }

  /** Begins or ends serving what a CustomResourceDefinition defines. */
  define(crd: KubeObject): void {
    const resource = customResource(crd);
    const key = keyOf(resource.group, resource.resource);
    const present = this.#resources.get(key);
    // OpenShift's own types exist before anybody declares their CRD, and stay what they are.
    if (!present || present.custom) {
      this.#resources.set(key, { ...present, ...resource });
    }
  }

  undefine(crd: KubeObject): ServedResource | undefined {
    const { group, resource } = customResource(crd);
    const key = keyOf(group, resource);
    const present = this.#resources.get(key);
    this.#resources.delete(key);
    return present;
  }
}

/** `''` for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function keyOf(group: string, resource: string): string {
  return `${group}/${resource}`;
}

function within([since, until]: MinorRange, minor: number): boolean {
  return minor >= since && (until === undefined || minor < until);
}

function servedBy(
  declaration: ResourceDeclaration,
  minor: number,
): ServedResource {
  return {
    group: declaration.group,
    resource: declaration.resource,
    kind: declaration.kind,
    listKind: `${declaration.kind}List`,
    singular: declaration.kind.toLowerCase(),
    namespaced: declaration.namespaced ?? false,
    shortNames: declaration.shortNames ?? [],
    categories: [],
    verbs: verbsOf(declaration, minor),
    subresources: declaration.subresources ?? [],
    selectableFields: selectableFieldsOf(declaration, minor),
    versions: Object.entries(declaration.versions)
      .filter(([, range]) => within(range, minor))
      .map(([version]) => version)
      .sort(compareApiVersions),
    custom: declaration.group.endsWith('.openshift.io'),
    ...(declaration.columns && {
      printerColumns: Object.fromEntries(
        Object.keys(declaration.versions).map(version => [
          version,
          declaration.columns ?? [],
        ]),
      ),
    }),
  };
}

function verbsOf(declaration: ResourceDeclaration, minor: number): Verb[] {
  const { verbs = allVerbs, deleteCollectionSince = 0 } = declaration;
  return minor >= deleteCollectionSince
    ? verbs
    : verbs.filter(verb => verb !== 'deletecollection');
}

function selectableFieldsOf(
  declaration: ResourceDeclaration,
  minor: number,
): string[] {
  const { selectableFields = [], selectableSince = {} } = declaration;
  const later = Object.entries(selectableSince)
    .filter(([, since]) => minor >= since)
    .map(([field]) => field);
  return [...selectableFields, ...later];
}

interface CrdVersion {
  name: string;
  served: boolean;
  storage?: boolean;
  additionalPrinterColumns?: PrinterColumn[];
  subresources?: { status?: object; scale?: object };
}

function customResource(crd: KubeObject): ServedResource {
  const spec = crd.spec;
  if (!isRecord(spec) || !isRecord(spec.names)) {
    throw new Error(`${crd.metadata.name}: a CRD needs spec.names`);
  }
  const names = spec.names;
  const versions = crdVersions(spec).filter(version => version.served);
  const kind = String(names.kind);
  return {
    group: String(spec.group),
    resource: String(names.plural),
    kind,
    listKind: String(names.listKind ?? `${kind}List`),
    singular: String(names.singular ?? kind.toLowerCase()),
    namespaced: spec.scope !== 'Cluster',
    shortNames: strings(names.shortNames),
    categories: strings(names.categories),
    verbs: allVerbs,
    subresources: versions.some(version => version.subresources?.status)
      ? ['status']
      : [],
    selectableFields: [],
    versions: versions.map(version => version.name).sort(compareApiVersions),
    custom: true,
    printerColumns: Object.fromEntries(
      versions.map(version => [
        version.name,
        version.additionalPrinterColumns ?? [],
      ]),
    ),
    storageVersion: versions.find(version => version.storage)?.name,
  };
}

function crdVersions(spec: Record<string, unknown>): CrdVersion[] {
  if (Array.isArray(spec.versions)) {
    return spec.versions;
  }
  // apiextensions.k8s.io/v1beta1 allowed a single version in `spec.version`.
  return [{ name: String(spec.version), served: true, storage: true }];
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
