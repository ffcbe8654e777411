import type {
  Fault as ServerFault,
  KubeObject,
  ObjectRef,
  RunningCluster,
} from '@runai-portal/simulator';

interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

/** What faults change of a Node. */
export interface EditableNode extends KubeObject {
  spec: {
    taints?: { key: string; value?: string; effect: string }[];
    unschedulable?: boolean;
    providerID?: string;
  };
  status: {
    capacity: Record<string, string>;
    allocatable: Record<string, string>;
    conditions: Condition[];
    nodeInfo: Record<string, string>;
  };
}

/** A running cluster into which a fault is put, and which is as before once it is healed. */
export class FaultyCluster {
  readonly #running: RunningCluster;
  readonly #before = new Map<
    string,
    { ref: ObjectRef; object: KubeObject | undefined }
  >();

  constructor(running: RunningCluster) {
    this.#running = running;
  }

  /** Creates or replaces. */
  put(...objects: KubeObject[]): void {
    for (const object of objects) {
      this.#keep(refOf(object));
      this.#running.put(object);
    }
  }

  /** Merges into an object; null takes a member away. */
  patch(ref: ObjectRef, change: object): void {
    this.#keep(ref);
    this.#running.patch(ref, change);
  }

  remove(...refs: ObjectRef[]): void {
    for (const ref of refs) {
      this.#keep(ref);
      this.#running.remove(ref);
    }
  }

  /** Changes nodes in place. */
  nodes(names: readonly string[], change: (node: EditableNode) => void): void {
    for (const name of names) {
      const ref = { apiVersion: 'v1', kind: 'Node', name };
      const node = this.#running.get(ref);
      if (!isNode(node)) {
        throw new Error(`there is no node ${name} to change`);
      }
      this.#keep(ref);
      const changed = structuredClone(node);
      change(changed);
      this.#running.put(changed);
    }
  }

  /** Pods of a workload on a node, or of it all where none is named. */
  podsOf(namespace: string, workload: string, nodeName?: string): KubeObject[] {
    return this.#running
      .list({ apiVersion: 'v1', kind: 'Pod' })
      .filter(
        ({ metadata, spec }) =>
          metadata.namespace === namespace &&
          metadata.ownerReferences?.some(({ name }) => name === workload) &&
          (nodeName === undefined || nodeOf(spec) === nodeName),
      );
  }

  /** Merges into the labels of nodes; null takes one away. */
  label(
    names: readonly string[],
    labels: Readonly<Record<string, string | null>>,
  ): void {
    for (const name of names) {
      this.patch(
        { apiVersion: 'v1', kind: 'Node', name },
        { metadata: { labels } },
      );
    }
  }

  /** What is wrong with the server itself. */
  server(...faults: ServerFault[]): void {
    this.#running.fault(...faults);
  }

  /** Names sub-checks of /readyz that fail. */
  failReadiness(...names: string[]): void {
    this.#running.failReadiness(...names);
  }

  /** Takes everything back. */
  heal(): void {
    this.#running.fault();
    this.#running.failReadiness();
    // Backwards: objects go before the definition of their kind.
    for (const { ref, object } of [...this.#before.values()].reverse()) {
      if (object) {
        this.#running.put(object);
      } else {
        this.#running.remove(ref);
      }
    }
    this.#before.clear();
  }

  #keep(ref: ObjectRef): void {
    const { apiVersion, kind, namespace = '', name } = ref;
    const key = [apiVersion, kind, namespace, name].join(' ');
    if (!this.#before.has(key)) {
      const present = this.#running.get(ref);
      this.#before.set(key, {
        ref,
        object: present && structuredClone(present),
      });
    }
  }
}

function refOf({ apiVersion, kind, metadata }: KubeObject): ObjectRef {
  const { name, namespace } = metadata;
  return { apiVersion, kind, name, namespace };
}

function nodeOf(spec: unknown): unknown {
  return typeof spec === 'object' && spec !== null && 'nodeName' in spec
    ? spec.nodeName
    : undefined;
}

function isNode(object: KubeObject | undefined): object is EditableNode {
  return object?.kind === 'Node';
}
