import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { runNode, startNode } from '../../scripts/lib/children.mjs';
import { freePort } from '../../scripts/lib/freePort.mjs';
import { offerToPortal } from '../../scripts/lib/packages/offerToPortal.mjs';
import { inRoot } from '../../scripts/lib/root.mjs';
import { keepRelease } from './keepRelease.mjs';
import { placed, PLACES } from './portalPlaces.mjs';
import { KEPT, portalTools } from './portalTools.mjs';
import { until } from './until.mjs';

/** The packages of the release that we are made for, as `versions:bump` would ask its server for them. */
const RELEASE = inRoot('e2e', 'install', 'release.json');
const SQLITE = 'node_modules/better-sqlite3/build/Release/better_sqlite3.node';
const YARN = 'node_modules/@yarnpkg/cli-dist/bin/yarn.js';
/** Bundling by a development server, on a machine that is busy. */
const START_SECONDS = 300;

/** A portal that `create-app` has just made, moved to our release line or kept on its own, that can install our packages. */
export class FreshPortal {
  #folder;
  #lock;
  #tools;
  #server;
  #backend;

  /**
   * @param {string} folder - does not exist yet
   * @param {'default' | 'legacy'} kind - of frontend system
   * @param {string} [stays] - a release line that the portal stays on, as `create-app` makes it: `e2e/install` has its packages
   */
  static async create(folder, kind, stays) {
    const tools = await portalTools();
    execFileSync(
      tools.node,
      [
        tools.createApp,
        ...(kind === 'legacy' ? ['--legacy'] : []),
        ...['--skip-install', '--path', folder],
      ],
      {
        env: tools.env,
        input: 'portal\n',
        stdio: ['pipe', 'ignore', 'ignore'],
      },
    );
    const lock = join(
      KEPT,
      `${[kind, stays].filter(Boolean).join('-')}.yarn.lock`,
    );
    const portal = new FreshPortal(folder, lock, tools);
    if (stays) {
      keepRelease(folder, stays);
    } else {
      await portal.#bump();
    }
    offerToPortal(folder);
    return portal;
  }

  constructor(folder, lock, tools) {
    this.#folder = folder;
    this.#lock = lock;
    this.#tools = tools;
  }

  /** `yarn backstage-cli versions:bump`, by the command line that is installed already. */
  async #bump() {
    await this.#run(
      [
        inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
        ...['versions:bump', '--skip-install', '--skip-migrate'],
      ],
      { BACKSTAGE_MANIFEST_FILE: RELEASE },
    );
  }

  /**
   * Does what a step of a page says.
   *
   * @param {ReturnType<import('./docsSteps.mjs').docsSteps>[number]} step - other than `start`
   */
  async follow({ action, file, text }) {
    const path = file && join(this.#folder, file);
    switch (action) {
      case 'run':
        for (const line of text.split('\n')) {
          await this.#yarn(line);
        }
        break;
      case 'append':
        appendFileSync(path, `\n${text}\n`);
        break;
      case 'create':
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, `${text}\n`, { flag: 'wx' });
        break;
      case 'import':
        writeFileSync(path, `${text}\n${readFileSync(path, 'utf8')}`);
        break;
      default:
        if (!PLACES[action]) {
          throw new Error(
            `A page says to ${action}, which this test cannot do`,
          );
        }
        writeFileSync(
          path,
          placed(readFileSync(path, 'utf8'), PLACES[action], text),
        );
    }
  }

  /** Resolves as `yarn add` does, and links at the end alone: once instead of with each command. */
  async #yarn(line) {
    const [program, ...args] = line.split(' ');
    if (program !== 'yarn') {
      throw new Error(`A page says to run ${program}`);
    }
    await this.#run([
      join(KEPT, 'tools', YARN),
      ...args,
      '--mode=update-lockfile',
    ]);
  }

  /** Takes the lock of an earlier portal, so that the registry is asked for what is new alone. */
  takeKeptLock() {
    if (existsSync(this.#lock)) {
      copyFileSync(this.#lock, join(this.#folder, 'yarn.lock'));
    }
  }

  /** Keeps its lock for the next one, without our own packages. */
  keepLock() {
    const others = readFileSync(join(this.#folder, 'yarn.lock'), 'utf8')
      .split('\n\n')
      .filter(entry => !entry.startsWith('"@runai-portal/'));
    writeFileSync(this.#lock, others.join('\n\n'));
  }

  /** Puts everything in its place; SQLite is compiled once and kept, nothing else has to be. */
  async install() {
    await this.#run([join(KEPT, 'tools', YARN), 'install'], {
      YARN_ENABLE_SCRIPTS: 'false',
    });
    const { version } = JSON.parse(
      readFileSync(
        join(this.#folder, 'node_modules/better-sqlite3/package.json'),
        'utf8',
      ),
    );
    const kept = join(KEPT, `better-sqlite3-${version}.node`);
    const built = join(this.#folder, SQLITE);
    if (existsSync(kept)) {
      mkdirSync(dirname(built), { recursive: true });
      copyFileSync(kept, built);
    } else {
      await this.#run([join(KEPT, 'tools', YARN), 'rebuild', 'better-sqlite3']);
      copyFileSync(built, kept);
    }
  }

  /** Compiles as its own `yarn tsc` does, and fails where that does. */
  async checkTypes() {
    await this.#run([join(KEPT, 'tools', YARN), 'tsc']);
  }

  /**
   * Runs what the page says to start it, on ports of its own.
   *
   * @param {string} command
   * @returns {Promise<string>} the address of its pages
   */
  async start(command) {
    const [pages, backend] = [await freePort(), await freePort()];
    const url = `http://localhost:${pages}`;
    const [, ...args] = command.split(' ');
    this.#server = startNode([join(KEPT, 'tools', YARN), ...args], {
      program: this.#tools.node,
      cwd: this.#folder,
      env: {
        ...this.#tools.env,
        APP_CONFIG_app_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_baseUrl: `"http://localhost:${backend}"`,
        APP_CONFIG_backend_listen: `{"host":"127.0.0.1","port":${backend}}`,
        APP_CONFIG_backend_cors_origin: JSON.stringify(url),
      },
    });
    let output = '';
    for (const stream of [this.#server.stdout, this.#server.stderr]) {
      stream.setEncoding('utf8').on('data', part => (output += part));
    }
    this.#backend = `http://localhost:${backend}`;
    const ready = `${this.#backend}/.backstage/health/v1/readiness`;
    try {
      await until(
        async () =>
          /compiled successfully/.test(output) &&
          (
            await fetch(ready).catch(() => undefined)
          )?.ok,
        'the portal to start',
        START_SECONDS,
      );
    } catch (error) {
      throw new Error(`${error.message}\n${output}`);
    }
    return url;
  }

  /** The address of its backend, once it has started. */
  get backend() {
    return this.#backend;
  }

  /**
   * Asks its backend as the guest that a new portal lets in.
   *
   * @param {string} path - below `/api`
   * @returns {Promise<Response>}
   */
  async get(path) {
    const signIn = await fetch(`${this.#backend}/api/auth/guest/refresh`, {
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
    const { backstageIdentity } = await signIn.json();
    return fetch(`${this.#backend}/api${path}`, {
      headers: { Authorization: `Bearer ${backstageIdentity.token}` },
    });
  }

  remove() {
    if (this.#server?.exitCode === null) {
      process.kill(-this.#server.pid, 'SIGKILL');
    }
    // Some 200,000 files: Node's own way takes minutes.
    execFileSync('rm', ['-rf', this.#folder]);
  }

  async #run(args, env = {}) {
    const { code, output } = await runNode(args, {
      program: this.#tools.node,
      cwd: this.#folder,
      env: { ...this.#tools.env, ...env },
    });
    if (code !== 0) {
      throw new Error(`${args.join(' ')}:\n${output}`);
    }
  }
}
