/** A range of Kubernetes minor versions: the first that serves something, and the first that no longer does. */
export type MinorRange = [since: number, until?: number];

/** Verbs as discovery lists them, in its (alphabetical) order. */
export type Verb =
  | 'create'
  | 'delete'
  | 'deletecollection'
  | 'get'
  | 'list'
  | 'patch'
  | 'update'
  | 'watch';

/** One resource of an API group, over all versions of Kubernetes. */
export interface ResourceDeclaration {
  /** Empty for the core group. */
  group: string;
  /** Plural, as in the path. */
  resource: string;
  kind: string;
  namespaced?: boolean;
  shortNames?: string[];
  /** All verbs where absent. */
  verbs?: Verb[];
  /** The first minor that lets whole collections be deleted; all where absent. */
  deleteCollectionSince?: number;
  subresources?: string[];
  /** Fields that `fieldSelector` takes beside metadata.name and metadata.namespace. */
  selectableFields?: string[];
  /** More of them, by the first minor that knows them. */
  selectableSince?: Record<string, number>;
  /** Of a vendor's own type: the columns of its table beside the name. */
  columns?: PrinterColumn[];
  /** By version of the group, the range of Kubernetes minors that serve the resource in it. */
  versions: Record<string, MinorRange>;
}

/** A resource as one simulated server serves it. */
export interface ServedResource {
  group: string;
  resource: string;
  kind: string;
  listKind: string;
  singular: string;
  namespaced: boolean;
  shortNames: string[];
  categories: string[];
  verbs: Verb[];
  subresources: string[];
  selectableFields: string[];
  /** Preferred one first. */
  versions: string[];
  /** Custom resources carry `apiVersion` and `kind` in lists and print other table columns. */
  custom: boolean;
  /** Of a custom resource: by version, the columns of its table beside name and age. */
  printerColumns?: Record<string, PrinterColumn[]>;
  /** Versions that `status` is a subresource in. */
  storageVersion?: string;
}

/** `additionalPrinterColumns` of a CRD. */
export interface PrinterColumn {
  name: string;
  type: string;
  format?: string;
  description?: string;
  priority?: number;
  jsonPath: string;
}
