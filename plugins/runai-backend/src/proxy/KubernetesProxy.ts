import type { ServerResponse } from 'node:http';
import { assertError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  runaiClusterLogsPermission,
  runaiClusterProxyPermission,
} from '@runai-portal/backstage-plugin-runai-common';
import { isKubeError } from '@runai-portal/kube';
import type { Request } from 'express';
import type { Act } from '../access/Act';
import type { ClusterAccess } from '../access/ClusterAccess';
import type { ClusterRegistry } from '../clusters/RegisteredCluster';
import { auditTarget } from './auditTarget';
import { ConcurrencyLimits } from './ConcurrencyLimits';
import {
  parseRequest,
  type ProxyAddress,
  type ProxyRequest,
} from './ProxyRequest';
import { proxiedCluster, type ProxiedCluster } from './proxiedCluster';
import { ProxyRefusal } from './ProxyRefusal';
import { refusalOfKubeError } from './refusalOfKubeError';
import { RelayedAnswer } from './RelayedAnswer';
import { sendStatus } from './writeHead';

/** What the proxy works with. */
export interface KubernetesProxyOptions {
  access: Pick<ClusterAccess, 'begin' | 'refuse'>;
  registry: ClusterRegistry;
  /** The portal decides on permissions, or was told to do without. */
  decides: boolean;
}

/** The caller went away before all of the answer was there. */
class ClientLeft extends Error {}

/**
 * The clusters' APIs, to be read. A request is taken apart, judged by its parts, and built anew for the cluster; the answer is handed on
 * as it comes.
 */
export class KubernetesProxy {
  readonly #options: KubernetesProxyOptions;
  readonly #limits = new ConcurrencyLimits();

  constructor(options: KubernetesProxyOptions) {
    this.#options = options;
  }

  /**
   * Answers a request of somebody whom the portal knows.
   *
   * @throws what the door throws where it cannot decide
   */
  async handle(
    request: Request,
    response: ServerResponse,
    address: ProxyAddress,
  ): Promise<void> {
    let asked: ProxyRequest;
    try {
      asked = parseRequest(request, address);
    } catch (error) {
      await this.#refuseUnread(request, response, address, error);
      return;
    }
    let act: Act;
    try {
      act = await this.#begin(request, address, asked);
    } catch (error) {
      sendStatus(response, refusalOfAccess(error));
      return;
    }
    await this.#answer(act, asked, response);
  }

  async #refuseUnread(
    request: Request,
    response: ServerResponse,
    { cluster, path }: ProxyAddress,
    error: unknown,
  ): Promise<void> {
    if (!(error instanceof ProxyRefusal)) {
      throw error;
    }
    await this.#options.access.refuse(request, {
      cluster,
      action: 'proxy',
      target: { verb: request.method, path },
      reason: error.reason,
      status: error.code,
    });
    sendStatus(response, error);
  }

  async #begin(
    request: Request,
    { cluster }: ProxyAddress,
    { target }: ProxyRequest,
  ): Promise<Act> {
    const isLog =
      target.kind === 'resource' && target.ref.subresource === 'log';
    return this.#options.access.begin(request, {
      cluster,
      action: isLog ? 'logs' : 'proxy',
      permissions: [
        isLog ? runaiClusterLogsPermission : runaiClusterProxyPermission,
      ],
      target: auditTarget(target),
    });
  }

  async #answer(
    act: Act,
    asked: ProxyRequest,
    response: ServerResponse,
  ): Promise<void> {
    const ending = new AbortController();
    const onClose = () => ending.abort(new ClientLeft());
    response.once('close', onClose);
    const answer = new RelayedAnswer(response, refusal =>
      ending.abort(refusal),
    );
    let leave = () => {};
    try {
      const cluster = proxiedCluster(
        this.#options.registry,
        act.cluster.declared.name,
        this.#options.decides,
      );
      checkAllowed(cluster, asked);
      leave = this.#limits.enter(
        { user: act.actor, cluster: cluster.name },
        cluster.maximum,
      );
      await cluster.relay.send(
        {
          method: asked.method,
          target:
            asked.target.kind === 'path' ? asked.target : asked.target.ref,
          query: asked.query,
          accept: asked.accept,
        },
        answer,
        ending.signal,
      );
      answer.end();
      act.end({
        outcome: 'allowed',
        status: response.statusCode,
        bytes: answer.bytes,
      });
    } catch (error) {
      endFailed(act, response, answer, error);
    } finally {
      leave();
      response.off('close', onClose);
    }
  }
}

function checkAllowed(cluster: ProxiedCluster, { target }: ProxyRequest): void {
  if (target.kind === 'resource' && !cluster.allowed.allows(target)) {
    const { group, resource, subresource } = target.ref;
    const name = [resource, subresource].filter(Boolean).join('/');
    throw new ProxyRefusal(
      'ResourceNotAllowed',
      `${name}${group && `.${group}`} cannot be read through this proxy.`,
    );
  }
}

/** Says it to the caller where that is still possible, cuts the connection where it is not, and writes it down either way. */
function endFailed(
  act: Act,
  response: ServerResponse,
  answer: RelayedAnswer,
  error: unknown,
): void {
  if (error instanceof ClientLeft) {
    act.end({ outcome: 'failed', reason: 'ClientLeft', bytes: answer.bytes });
    return;
  }
  const refusal = isKubeError(error) ? refusalOfKubeError(error) : error;
  if (!(refusal instanceof ProxyRefusal)) {
    act.end({ outcome: 'failed', status: 500, reason: 'InternalError' });
    throw error;
  }
  const isCut = response.headersSent;
  if (isCut) {
    response.destroy();
  } else {
    sendStatus(response, refusal);
  }
  act.end({
    outcome: refusal.isRule ? 'denied' : 'failed',
    status: response.statusCode,
    bytes: answer.bytes,
    reason: isCut ? `${refusal.reason}, cut` : refusal.reason,
  });
}

/** @throws where it is no answer of the door, but a fault */
function refusalOfAccess(error: unknown): ProxyRefusal {
  assertError(error);
  if (error.name === NotFoundError.name) {
    return new ProxyRefusal('NotFound', error.message);
  }
  if (error.name === NotAllowedError.name) {
    return new ProxyRefusal('NotAllowed', error.message);
  }
  throw error;
}
