import type { AccountOptions } from './api/Account';
import {
  controlledObjects,
  type PodLogsOf,
} from './controllers/controlledObjects';
import { asKubeObject } from './objects/KubeObject';
import type { NodeBuilder } from './objects/node';
import { minorOf } from './api/Dialect';
import type { ClusterSpec } from './ClusterSpec';
import { RunningCluster, type StartOptions } from './RunningCluster';

/** @public */
export class ClusterDeclaration {
  readonly #spec: ClusterSpec;
  readonly #nodes: (NodeBuilder | object)[] = [];

  /** @internal use {@link cluster} */
  constructor(name: string) {
    this.#spec = {
      name,
      gitVersion: 'v1.20.2',
      openshift: false,
      objects: [],
      accounts: [],
    };
  }

  /** @param version - `1.20.2`, `v1.20.4+rke2r1`, or anything a server could report */
  kubernetes(version: string): this {
    this.#spec.gitVersion = /^\d/.test(version) ? `v${version}` : version;
    return this;
  }

  /** Serves OpenShift's API groups too. Its configuration objects are declared like others: see `openshiftConfig`. */
  openshift(): this {
    this.#spec.openshift = true;
    return this;
  }

  /** Nodes that name no kubelet version run the server's. */
  nodes(...nodes: (NodeBuilder | object)[]): this {
    this.#nodes.push(...nodes);
    return this;
  }

  /** Any objects, lists of them too. CRDs come before their objects by themselves, namespaces are made where missing. */
  objects(...objects: (object | object[])[]): this {
    this.#spec.objects.push(...objects.flat());
    return this;
  }

  /** Somebody who may call it. Without any account there is one administrator, with the token `admin-token`. */
  account(token: string, account: AccountOptions): this {
    this.#spec.accounts.push({ token, account });
    return this;
  }

  /**
   * Adds what the controllers and kubelets of a cluster would have made of what is declared: ReplicaSets, pods, Endpoints, Leases.
   *
   * @param options - `logsOf`: what the containers of these pods have written
   */
  controlled(options: { logsOf?: PodLogsOf } = {}): this {
    this.#spec.controlled = options;
    return this;
  }

  /** Starts serving, on a free port of 127.0.0.1 unless one is named. Each start is a cluster of its own. */
  async start(options: StartOptions = {}): Promise<RunningCluster> {
    const { gitVersion, controlled } = this.#spec;
    const nodes = this.#nodes.map(node =>
      isBuilder(node) ? node.build({ kubeletVersion: gitVersion }) : node,
    );
    const objects = [...nodes, ...this.#spec.objects];
    const made = controlled
      ? controlledObjects({
          ...controlled,
          objects: objects.map(asKubeObject),
          minor: minorOf(gitVersion),
          now: (options.now ?? (() => new Date()))(),
        })
      : [];
    return RunningCluster.start(
      { ...this.#spec, objects: [...objects, ...made] },
      options,
    );
  }
}

/**
 * Declares a simulated cluster.
 *
 * @example
 * ```ts
 * const running = await cluster('gpu-prod')
 *   .kubernetes('1.20.2')
 *   .nodes(node('gpu-01').gpus(8, 'Tesla V100-SXM2-32GB').driver('450.80.02'))
 *   .account('portal-token', { user: 'portal', rules: 'all' })
 *   .start();
 * ```
 * @public
 */
export function cluster(name: string): ClusterDeclaration {
  return new ClusterDeclaration(name);
}

function isBuilder(value: NodeBuilder | object): value is NodeBuilder {
  return 'build' in value && typeof value.build === 'function';
}
