import type {
  AccessView,
  AuditEntry,
  CheckInfo,
  CheckSummary,
  ClusterDetail,
  ClusterSummary,
  ConnectionTest,
  Evaluation,
  FleetTotals,
  HistoryPage,
  HistoryStrip,
  InstallView,
  NodeCounts,
  NodeView,
  ProfileInfo,
  Registration,
  Result,
  Run,
} from '@runai-portal/backstage-plugin-runai-common';
import { http, HttpResponse, type HttpHandler } from 'msw';
import { anAccess } from './accessBuilders';
import { anInstall, totalsOf } from './builders';
import { aRegistration } from './registrationBuilders';
import { hasWords, listPage, type ListFilters } from './listPage';
import { assertAnswer } from './openapi';

const CLUSTER_FILTERS: ListFilters<ClusterSummary> = {
  name: ({ name }, values) => values.includes(name),
  entityRef: ({ entityRef }, values) =>
    entityRef !== undefined && values.includes(entityRef),
  text: ({ name, owner, labels }, values) =>
    hasWords([name, owner, ...Object.values(labels)].join(' '), values),
  readiness: ({ readiness }, values) => values.includes(readiness.state),
  health: ({ health }, values) => values.includes(health.state),
  environment: ({ environment }, values) => values.includes(environment),
};

const NODE_FILTERS: ListFilters<NodeView> = {
  text: ({ name, roles }, values) =>
    hasWords([name, ...roles].join(' '), values),
  gpu: ({ gpus }) => gpus !== undefined,
  problem: ({ results }) => results.length > 0,
};

function countNodes(nodes: readonly NodeView[]): NodeCounts {
  return {
    total: nodes.length,
    ready: nodes.filter(({ ready }) => ready === 'True').length,
    gpu: nodes.filter(({ gpus }) => gpus).length,
    cordoned: nodes.filter(node => node.unschedulable).length,
    pressure: 0,
    problem: nodes.filter(({ results }) => results.length > 0).length,
  };
}

const AUDIT_FILTERS: ListFilters<AuditEntry> = {
  actor: ({ actor }, values) => values.includes(actor),
  action: ({ action }, values) => values.includes(action),
  outcome: ({ outcome }, values) => values.includes(outcome),
};

/** Where the tests' discovery finds the backend. */
export const BASE_URL = 'http://localhost:7007/api/runai';

/** How one route answers in place of what the state says. */
export type Fault = { status: number; message: string } | 'never';

/** What the backend knows; a test changes it while a page is open. */
export interface BackendState {
  clusters: ClusterSummary[];
  /** Where the fleet's totals are not those of the clusters. */
  totals: Partial<FleetTotals>;
  details: Record<string, ClusterDetail>;
  summaries: CheckSummary[];
  checkedAt?: string;
  results: Record<string, Result[]>;
  nodes: NodeView[];
  runs: Run[];
  history: HistoryPage;
  /** The days of every axis and check. */
  strip: Partial<HistoryStrip>;
  catalogue: CheckInfo[];
  profiles: ProfileInfo[];
  /** How any other settings would be judged. */
  evaluation?: Evaluation;
  install: InstallView;
  access: AccessView;
  audit: AuditEntry[];
  registration: Registration;
  /** What every test of a connection finds. */
  connectionTest?: ConnectionTest;
  /** By route, as the OpenAPI document writes it. */
  faults: Record<string, Fault>;
}

function notFound(message: string): [status: number, body: unknown] {
  return [
    404,
    {
      error: { name: 'NotFoundError', message },
      response: { statusCode: 404 },
    },
  ];
}

/** A backend of plain data whose every answer is one that the OpenAPI document allows. */
export class FakeBackend {
  readonly state: BackendState;
  /** What was asked, as `METHOD /path?query`, and the bodies of what was sent. */
  readonly requests: { line: string; body?: unknown }[] = [];

  constructor(state: Partial<BackendState> = {}) {
    this.state = {
      clusters: [],
      totals: {},
      details: {},
      summaries: [],
      results: {},
      nodes: [],
      runs: [],
      history: { items: [], totalItems: 0, gaps: [] },
      strip: {},
      catalogue: [],
      profiles: [],
      install: anInstall(),
      access: anAccess(),
      audit: [],
      registration: aRegistration(),
      faults: {},
      ...state,
    };
  }

  get handlers(): HttpHandler[] {
    const { state } = this;
    const page = <T>(items: T[]) => ({ items, totalItems: items.length });
    const detail = (name: unknown) => state.details[String(name)];
    return [
      this.#on('get', '/fleet', () => [
        200,
        { ...totalsOf(state.clusters), ...state.totals },
      ]),
      this.#on('get', '/clusters', (_, query) => [
        200,
        listPage(state.clusters, query, CLUSTER_FILTERS),
      ]),
      this.#on('get', '/clusters/{cluster}', ({ cluster }) => {
        const found = detail(cluster);
        return found
          ? [200, found]
          : notFound(`No cluster is called "${cluster}"`);
      }),
      this.#on('get', '/clusters/{cluster}/nodes', (_, query) => [
        200,
        {
          ...listPage(state.nodes, query, NODE_FILTERS),
          counts: countNodes(state.nodes),
        },
      ]),
      this.#on('get', '/clusters/{cluster}/results', ({ cluster }) => [
        200,
        {
          items: state.summaries,
          profile: 'runai-2021.04',
          checkedAt: detail(cluster)?.readiness.checkedAt,
        },
      ]),
      this.#on(
        'get',
        '/clusters/{cluster}/results/{checkId}',
        ({ checkId }) => [200, page(state.results[String(checkId)] ?? [])],
      ),
      this.#on('get', '/clusters/{cluster}/runs', () => [
        200,
        { items: state.runs.map(run => ({ ...run, events: [] })) },
      ]),
      this.#on('get', '/clusters/{cluster}/runs/{id}', ({ id }) => [
        200,
        state.runs.find(run => run.id === id),
      ]),
      this.#on('get', '/clusters/{cluster}/history', (_, query) => [
        200,
        this.#history(query.getAll('filter')),
      ]),
      this.#on('get', '/clusters/{cluster}/history/days', (_, query) => [
        200,
        {
          items: [
            ...query.getAll('axis').map(axis => ({ axis })),
            ...query.getAll('checkId').map(checkId => ({ checkId })),
          ].map(of => ({ ...of, changes: 0, days: [], ...state.strip })),
        },
      ]),
      this.#on('get', '/clusters/{cluster}/install', () => [
        200,
        state.install,
      ]),
      this.#on('get', '/clusters/{cluster}/access', () => [200, state.access]),
      this.#on('get', '/clusters/{cluster}/audit', (_, query) => [
        200,
        listPage(state.audit, query, AUDIT_FILTERS),
      ]),
      this.#on('get', '/registration', () => [200, state.registration]),
      this.#on('post', '/connection-tests', () => [200, state.connectionTest]),
      this.#on('get', '/checks', () => [200, { items: state.catalogue }]),
      this.#on('get', '/checks/{checkId}', ({ checkId }) => {
        const found = state.catalogue.find(({ id }) => id === checkId);
        return found
          ? [200, found]
          : notFound(`There is no check '${checkId}'`);
      }),
      this.#on('get', '/profiles', () => [200, { items: state.profiles }]),
      this.#on('post', '/clusters/{cluster}/evaluate', () => [
        200,
        state.evaluation,
      ]),
      this.#on('post', '/clusters/{cluster}/runs', () => [202, state.runs[0]]),
      this.#on('delete', '/clusters/{cluster}/runs/{id}', ({ id }) => [
        202,
        state.runs.find(run => run.id === id),
      ]),
    ];
  }

  /** The history that the filters, `axis=…` or `checkId=…`, let through. */
  #history(filters: string[]): HistoryPage {
    const items = this.state.history.items.filter(item =>
      filters.every(filter => {
        const [key, values = ''] = filter.split('=');
        const value = key === 'axis' ? item.axis : item.checkId;
        return value !== undefined && values.split(',').includes(value);
      }),
    );
    return { ...this.state.history, items, totalItems: items.length };
  }

  #on(
    method: 'get' | 'post' | 'delete',
    route: string,
    answer: (
      params: Record<string, unknown>,
      query: URLSearchParams,
    ) => [status: number, body: unknown],
  ): HttpHandler {
    const path = `${BASE_URL}${route.replace(/\{(\w+)\}/g, ':$1')}`;
    return http[method](path, async ({ request, params }) => {
      const text = await request.text();
      const url = new URL(request.url);
      const line = `${request.method} ${url.pathname.replace(
        '/api/runai',
        '',
      )}${url.search}`;
      this.requests.push({ line, body: text ? JSON.parse(text) : undefined });
      const fault =
        method === 'get' || this.state.faults[`${method} ${route}`]
          ? this.state.faults[`${method} ${route}`] ?? this.state.faults[route]
          : undefined;
      if (fault === 'never') return new Promise<never>(() => {});
      const [status, body] = fault
        ? [
            fault.status,
            {
              error: { name: 'Error', message: fault.message },
              response: { statusCode: fault.status },
            },
          ]
        : answer(params, url.searchParams);
      assertAnswer(method, route, status, body);
      return HttpResponse.json(JSON.parse(JSON.stringify(body)), { status });
    });
  }
}
