import {
  type ConnectionTestReason,
  type RegistrationTakes,
  type SimulatedServer,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterRegistry } from '../clusters/RegisteredCluster';
import type { ConfiguredSource } from '../config/runaiConfig';
import {
  AllowedUrls,
  holdsCredential,
  nameToLookUp,
  PublicNames,
  serverAddress,
  type LookUp,
} from '@runai-portal/backstage-plugin-runai-node';
import { SAYS as OF_ADDRESS } from './says';

/** Whether a server may be connected to for somebody who registers it. */
export type ServerVerdict =
  | { ok: true; onlyPublicAddresses: boolean }
  | { ok: false; reason: ConnectionTestReason; message: string };

const SUBJECT = 'The address of the API server';

const SAYS: Record<RegistrationTakes, string> = {
  catalog:
    'The API server must have a public address with https://; private ones are those that allowUrls of the source catalog lists.',
  simulated:
    'This portal has simulated clusters alone: no other server than theirs is connected to.',
  nothing:
    'This portal takes no clusters from the catalog: put {type: catalog} into runai.sources.',
};

/**
 * Which servers may be registered: those that the portal's catalog source would take. Whoever may register a cluster could
 * otherwise make the portal ask whatever its machine reaches.
 */
export class RegistrableServers {
  readonly takes: RegistrationTakes;
  readonly #allowed: AllowedUrls;
  readonly #registry: Pick<ClusterRegistry, 'simulated'>;
  readonly #lookUp: LookUp | undefined;

  /**
   * @param options.sources - as configured; absent where nothing is
   * @param options.lookUp - for tests
   * @throws ConfigurationError where `allowUrls` is malformed
   */
  static create(options: {
    sources: readonly ConfiguredSource[] | undefined;
    registry: Pick<ClusterRegistry, 'simulated'>;
    lookUp?: LookUp;
  }): RegistrableServers {
    return new RegistrableServers(options);
  }

  private constructor({
    sources,
    registry,
    lookUp,
  }: Parameters<typeof RegistrableServers.create>[0]) {
    const ofCatalog = sources?.find(({ type }) => type === 'catalog');
    const isDemo = sources?.every(({ type }) => type === 'demo') ?? true;
    const areNone = sources?.length === 0;
    this.takes = takesOf(ofCatalog !== undefined, isDemo && !areNone);
    this.#allowed = AllowedUrls.parse(
      texts(ofCatalog?.allowUrls),
      'runai.sources (type catalog).allowUrls',
    );
    this.#registry = registry;
    this.#lookUp = lookUp;
  }

  /** Which servers are taken, in one sentence. */
  get message(): string {
    return SAYS[this.takes];
  }

  /** The servers that are taken where no other ones are. */
  simulated(): readonly SimulatedServer[] {
    return this.takes === 'simulated' ? this.#registry.simulated() : [];
  }

  /** Judges an address; sends nothing to it, and looks its name up at most. */
  async judge(server: string, signal: AbortSignal): Promise<ServerVerdict> {
    if (this.takes === 'catalog' && holdsCredential(server)) {
      const message = OF_ADDRESS.addressWithSecret;
      return { ok: false, reason: 'AddressWithSecret', message };
    }
    const names = PublicNames.create({ lookUp: this.#lookUp });
    const name =
      this.takes === 'catalog'
        ? nameToLookUp(server, this.#allowed)
        : undefined;
    await names.learn(name === undefined ? [] : [name], signal);
    const address = serverAddress(server, {
      allowed: this.#allowed,
      names,
      subject: SUBJECT,
    });
    switch (this.takes) {
      case 'catalog':
        return address.ok
          ? { ok: true, onlyPublicAddresses: !address.isAllowed }
          : address;
      case 'simulated':
        return this.#isSimulated(server)
          ? { ok: true, onlyPublicAddresses: false }
          : { ok: false, reason: 'NotSimulated', message: this.message };
      default:
        return { ok: false, reason: 'NotTaken', message: this.message };
    }
  }

  #isSimulated(server: string): boolean {
    return (
      URL.canParse(server) &&
      this.#registry
        .simulated()
        .some(
          simulated => new URL(simulated.server).href === new URL(server).href,
        )
    );
  }
}

function takesOf(catalog: boolean, demo: boolean): RegistrationTakes {
  if (catalog) {
    return 'catalog';
  }
  return demo ? 'simulated' : 'nothing';
}

/** What is no list of texts was refused when the source was made. */
function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}
