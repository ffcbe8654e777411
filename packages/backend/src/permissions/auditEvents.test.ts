import {
  runaiAuditReadPermission,
  runaiCheckRunPermission,
  runaiClusterLogsPermission,
  runaiClusterProxyPermission,
  runaiClusterReadPermission,
  type AuditEntry,
} from '@runai-portal/backstage-plugin-runai-common';
import type { JsonObject } from '@backstage/types';
import { demoSignInModule } from '@runai-portal/backstage-plugin-runai-backend-module-demo';
import {
  CLUSTER_ROUTES,
  FLEET_ROUTES,
  PORTAL_ROUTES,
  PROXY_CALLS,
  SERVICE_ROUTES,
} from '../__testUtils__/routeCalls';
import {
  startFleetPortal,
  type Caller,
  type FleetPortal,
} from '../__testUtils__/startFleetPortal';
import {
  sourced,
  startClusters,
  type FleetCluster,
} from '../__testUtils__/fleetClusters';
import type { Grant } from './grants';

jest.setTimeout(120_000);

/** One group may do everything, one may look, one is in no line. */
const GRANTS: readonly Grant[] = [
  {
    to: 'group:default/ml-platform',
    permissions: [
      runaiClusterReadPermission.name,
      runaiCheckRunPermission.name,
      runaiClusterProxyPermission.name,
      runaiClusterLogsPermission.name,
      runaiAuditReadPermission.name,
    ],
    others: '*',
  },
  {
    to: 'group:default/vision',
    permissions: [runaiClusterReadPermission.name],
    others: 'read',
  },
];

/** Stands in every body and every query. */
const MARK = 'what-a-caller-wrote';

let fleet: FleetCluster[];
let portal: FleetPortal;
const people: Record<string, Caller> = {};
/** What was answered. */
const answers: string[] = [];
/** What was asked, as the auditor is to tell it: actor, method, path. */
const asked: string[] = [];

beforeAll(async () => {
  fleet = await startClusters(['aurora', 'borealis']);
  portal = await startFleetPortal({
    clusters: fleet.map(sourced),
    grants: GRANTS,
    features: [demoSignInModule],
  });
  for (const name of ['vera', 'ada', 'piet']) {
    people[name] = await portal.signIn('demo', { 'x-demo-user': name });
  }
  for (const [name, { call }] of Object.entries(people)) {
    const send = async (
      method: string,
      path: string,
      more: { query?: string; body?: object } = {},
    ) => {
      const { query = '', body } = more;
      const { headers, text } = await call(method, `${path}${query}`, body);
      answers.push(JSON.stringify([...headers]), text);
      asked.push(`user:default/${name} ${method} /api/runai${path}`);
    };
    const query = `?filter=text=${MARK}`;
    for (const [route, path] of Object.entries({
      ...FLEET_ROUTES,
      ...SERVICE_ROUTES,
    })) {
      await send(route.split(' ')[0], path);
      await send(route.split(' ')[0], path, { query });
    }
    for (const [route, { path, body }] of Object.entries(PORTAL_ROUTES)) {
      await send(route.split(' ')[0], path, { body });
      await send(route.split(' ')[0], path, { query, body });
    }
    for (const cluster of [fleet[0].name, 'invented']) {
      for (const [route, { path, body }] of Object.entries({
        ...CLUSTER_ROUTES,
        ...PROXY_CALLS,
      })) {
        const at = `/clusters/${cluster}${path('no-such-run')}`;
        const [method] = route.split(' ');
        await send(method, at, { body });
        await send(method, at, {
          query,
          body: body && { ...body, subject: MARK },
        });
      }
      await send('POST', `/clusters/${cluster}/runs`, {
        body: { subject: MARK },
      });
    }
    const node = `/clusters/${fleet[0].name}/k8s/api/v1/nodes/n`;
    await send('DELETE', node, { query, body: { [MARK]: MARK } });
    await send('GET', '/no/such/route', { query });
    await send('POST', '/fleet', { body: { [MARK]: MARK } });
  }
});

afterAll(async () => {
  await portal?.close();
  await Promise.all((fleet ?? []).map(({ running }) => running.close()));
});

/** The auditor's lines about the API, as they stand in the log. */
function auditLines() {
  return portal.log
    .filter(({ meta }) => meta.isAuditEvent && meta.plugin === 'runai')
    .map(({ level, meta }) => ({
      level,
      status: meta.status,
      eventId: String(meta.eventId),
      call: callOf(meta),
      meta,
    }));
}

function callOf({ actor, request }: JsonObject): string {
  const { actorId } = actor as JsonObject;
  const { method, url } = request as JsonObject;
  return `${actorId} ${method} ${url}`;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

describe('every authenticated call', () => {
  it('is one event that begins and ends, allowed or denied', async () => {
    await until(() => auditLines().length >= 2 * asked.length);
    const lines = auditLines();
    const began = lines.filter(({ status }) => status === 'initiated');
    const ended = lines.filter(({ status }) => status !== 'initiated');
    const calls = (of: { call: string }[]) => of.map(({ call }) => call).sort();
    expect(calls(began)).toEqual([...asked].sort());
    expect(calls(ended)).toEqual([...asked].sort());
    expect(new Set(ended.map(({ status }) => status))).toEqual(
      new Set(['succeeded', 'failed']),
    );
  });

  it('is an event with a name in kebab case, and no louder than it is worth', () => {
    const names = new Map(
      auditLines().map(({ eventId, level }) => [eventId, level]),
    );
    for (const name of names.keys()) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
    expect(names.get('clusters-list')).toBe('debug');
    expect(names.get('run-start')).toBe('info');
    expect(names.get('request')).toBe('debug');
  });

  it('gives an event that says what came of it', () => {
    const endsOf = (person: string, eventId: string) =>
      new Set(
        auditLines()
          .filter(line => line.eventId === eventId)
          .filter(({ call }) => call.startsWith(`user:default/${person} `))
          .map(({ status }) => status),
      );
    expect(endsOf('vera', 'clusters-list')).toContain('succeeded');
    expect(endsOf('vera', 'cluster-access')).not.toContain('succeeded');
    expect(endsOf('ada', 'cluster-access')).toContain('succeeded');
    expect(endsOf('ada', 'run-start')).not.toContain('succeeded');
    expect(endsOf('piet', 'run-start')).toContain('succeeded');
  });

  it('is written down where it acts on a cluster that the person may see', async () => {
    const entries = async () => {
      const { text } = await people.piet.call(
        'GET',
        `/clusters/${fleet[0].name}/audit?limit=500`,
      );
      const { items }: { items: AuditEntry[] } = JSON.parse(text);
      return items;
    };
    // What was asked last is written last.
    const last = ({ actor, reason }: AuditEntry) =>
      actor === 'user:default/piet' && reason === 'MethodNotAllowed';
    let items = await entries();
    while (!items.some(last)) {
      items = await entries();
    }
    const summary = (actor: string) =>
      new Set(
        items
          .filter(entry => entry.actor === `user:default/${actor}`)
          .map(({ action, outcome }) => `${action} ${outcome}`),
      );
    expect(summary('vera')).toEqual(new Set());
    expect(summary('ada')).toEqual(
      new Set([
        'run.start denied',
        'run.cancel denied',
        'proxy denied',
        'logs denied',
      ]),
    );
    expect(summary('piet')).toEqual(
      new Set([
        'run.start allowed',
        'run.start failed',
        'run.cancel failed',
        'proxy allowed',
        // A query that the proxy does not know.
        'proxy denied',
        'logs allowed',
      ]),
    );
    expect(JSON.stringify(items)).not.toContain(MARK);
    expect(items).toContainEqual(
      expect.objectContaining({
        actor: 'user:default/piet',
        outcome: 'denied',
        reason: 'MethodNotAllowed',
        status: 405,
        target: { verb: 'DELETE', path: '/api/v1/nodes/n' },
      }),
    );
  });

  it('leaves neither a token nor a query nor a body behind', () => {
    const events = JSON.stringify(auditLines());
    const log = JSON.stringify(portal.log);
    expect(events).not.toContain(MARK);
    for (const { token } of [...Object.values(people), portal.service]) {
      expect(log).not.toContain(token);
      expect(log).not.toContain(token.split('.').at(-1));
    }
  });

  it('shows the credential of a cluster to nobody', () => {
    const told = JSON.stringify([answers, portal.log]);
    expect(told).toContain(fleet[0].name);
    for (const { running } of fleet) {
      expect(told).not.toContain(running.connection().token);
    }
  });
});
