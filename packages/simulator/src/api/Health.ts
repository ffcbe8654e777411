import type { ApiRequest, ApiResponse } from './ApiRequest';

/** What `/readyz?verbose` lists, in its order; `/livez` and `/healthz` leave out some. */
const subchecks = [
  'ping',
  'log',
  'etcd',
  'informer-sync',
  'poststarthook/start-kube-apiserver-admission-initializer',
  'poststarthook/generic-apiserver-start-informers',
  'poststarthook/priority-and-fairness-config-consumer',
  'poststarthook/start-apiextensions-informers',
  'poststarthook/start-apiextensions-controllers',
  'poststarthook/crd-informer-synced',
  'poststarthook/bootstrap-controller',
  'poststarthook/rbac/bootstrap-roles',
  'poststarthook/start-kube-aggregator-informers',
  'poststarthook/apiservice-registration-controller',
  'poststarthook/apiservice-status-available-controller',
  'poststarthook/kube-apiserver-autoregistration',
  'autoregister-completion',
  'poststarthook/apiservice-openapi-controller',
];
const readinessOnly = ['informer-sync', 'shutdown'];
const paths = ['/readyz', '/livez', '/healthz'];

/** The health endpoints of one server. */
export class Health {
  static create(): Health {
    return new Health();
  }

  #failing: string[] = [];

  private constructor() {}

  /** @param names - of the sub-checks that fail from now on, e.g. `etcd`; none: all is well again */
  fail(names: string[]): void {
    this.#failing = names;
  }

  answer(request: ApiRequest): ApiResponse | undefined {
    const path = paths.find(candidate => candidate === request.path);
    if (!path) {
      return undefined;
    }
    const name = path.slice(1);
    const checks =
      path === '/readyz'
        ? [...subchecks, 'shutdown']
        : subchecks.filter(check => !readinessOnly.includes(check));
    const failed = checks.some(check => this.#failing.includes(check));
    if (!failed && !request.query.has('verbose')) {
      return text(200, 'ok');
    }
    const lines = checks.map(check =>
      this.#failing.includes(check)
        ? `[-]${check} failed: reason withheld`
        : `[+]${check} ok`,
    );
    lines.push(`${name} check ${failed ? 'failed' : 'passed'}`, '');
    return text(failed ? 500 : 200, lines.join('\n'));
  }
}

function text(status: number, body: string): ApiResponse {
  return {
    status,
    contentType: 'text/plain; charset=utf-8',
    headers: { 'X-Content-Type-Options': 'nosniff' },
    body,
  };
}
