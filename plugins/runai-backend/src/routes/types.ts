import type { Engine } from '@runai-portal/checks';
import type { Knex } from 'knex';
import type { ClusterAccess } from '../access/ClusterAccess';
import type { PortalAccess } from '../access/PortalAccess';
import type { AuditStore } from '../audit/AuditStore';
import type { ClusterRegistry } from '../clusters/RegisteredCluster';
import type { DeclaredSources } from '../clusters/DeclaredSources';
import type { Ages } from '../clusters/toSummary';
import type { ClusterStore } from '../database/ClusterStore';
import type { HistoryStore } from '../database/HistoryStore';
import type { NodeStore } from '../database/NodeStore';
import type { ResultStore } from '../database/ResultStore';
import type { RunStore } from '../database/RunStore';
import type { RegistrableServers } from '../registration/RegistrableServers';
import type { TestsPerMinute } from '../registration/TestsPerMinute';
import type { LastFacts } from '../runs/LastFacts';
import type { RunService } from '../runs/RunService';
import type { createOpenApiRouter } from '../schema/openapi';

/** The router that the OpenAPI document types and guards. */
export type RunaiRouter = Awaited<ReturnType<typeof createOpenApiRouter>>;

/** What routes answer from: the stores read on a connection that waits for no transaction, `runs` alone writes. */
export interface RouteDependencies {
  access: ClusterAccess;
  portal: PortalAccess;
  audit: AuditStore;
  registry: ClusterRegistry;
  declaredSources: DeclaredSources;
  engine: Engine;
  knex: Knex;
  clusters: ClusterStore;
  nodes: NodeStore;
  results: ResultStore;
  history: HistoryStore;
  runStore: RunStore;
  runs: RunService;
  lastFacts: LastFacts;
  /** Which servers may be registered, and how often a person may test one. */
  servers: RegistrableServers;
  tests: TestsPerMinute;
  /** The portal decides on permissions, or was told to do without: else nobody reads through the proxy. */
  decides: boolean;
  /** The API as it is reached from outside the portal, and what its certificate is verified by. */
  portalAddress: { url: string; caData?: string };
  /** Of the sources that this portal can be given. */
  sourceTypes: readonly string[];
  /** The present moment, and how often clusters are polled. */
  ages: () => Ages;
}

/** Items of a page where the request names no limit. */
export const DEFAULT_LIMIT = 100;
