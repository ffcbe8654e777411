/** Who calls: the administrator, somebody with a few rights, somebody without any, a token nobody knows, nobody at all. */
export type Caller = 'admin' | 'reader' | 'nobody' | 'unknown' | 'anonymous';

/** What of an answer is compared. */
export type View =
  /** A refusal: the whole Status. */
  | 'status'
  /** A list: its kind, the keys of its metadata, how many remain, the names and forms of its items. */
  | 'list'
  /** A list in whatever order: the watch cache of 1.20 has none. */
  | 'set'
  /** One object: kind, version, names, and what `fields` names. */
  | 'object'
  /** The text as it stands. */
  | 'text'
  /** The groups and their versions. */
  | 'groups'
  /** The resources of one version. */
  | 'resources'
  /** Aggregated discovery: groups, versions and resources. */
  | 'aggregated'
  /** A Table: its columns and, by row, the name, the form of the object, and the cells that `fields` names. */
  | 'table'
  /** The status code and the type of the content alone. */
  | 'code';

/** One call, made alike to the simulator and to a real server. */
export interface Call {
  title: string;
  /** The administrator where absent. */
  as?: Caller;
  /** `GET` where absent. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{continue}` stands for the token of the answer before. */
  path: string;
  accept?: string;
  contentType?: string;
  body?: unknown;
  sees: View;
  /** What is compared too: dotted paths of an `object`, the cells of columns of a `table`. */
  fields?: string[];
  /** Kubernetes minors that the call makes sense for. */
  minors?: { from?: number; before?: number };
}

/** Where the calls go. */
export interface Target {
  server: string;
  caData: string;
  tokens: Partial<Record<Caller, string>>;
}

/** What was compared of one answer. */
export interface Seen {
  status: number;
  contentType: string;
  body?: unknown;
}
