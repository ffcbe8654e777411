import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';
import { KubeconfigError } from './KubeconfigError';

const SECTIONS = {
  clusters: 'cluster',
  contexts: 'context',
  users: 'user',
} as const;
type Section = keyof typeof SECTIONS;

/** The keys whose values must be text, where they are given. */
const TEXTS: Record<Section, readonly string[]> = {
  clusters: [
    'server',
    'certificate-authority',
    'certificate-authority-data',
    'tls-server-name',
    'proxy-url',
  ],
  contexts: ['cluster', 'user', 'namespace'],
  users: [
    'token',
    'tokenFile',
    'client-certificate',
    'client-certificate-data',
    'client-key',
    'client-key-data',
    'username',
    'password',
    'as',
  ],
};
const NEEDED: Record<Section, readonly string[]> = {
  clusters: ['server'],
  contexts: ['cluster'],
  users: [],
};

/**
 * A kubeconfig as text with lines: what is wrong with its form, and where.
 *
 * @remarks The library that reads kubeconfigs knows no lines and takes whatever has the right keys; kubectl refuses names that
 * stand twice, and so do we.
 */
export class KubeconfigDocument {
  /** How sentences name the file. */
  readonly name: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  /** @throws KubeconfigError where the text is not a kubeconfig */
  static parse(text: string, name: string): KubeconfigDocument {
    const lines = new LineCounter();
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
    });
    const [problem] = document.errors;
    if (problem) {
      const { line } = lines.linePos(problem.pos[0]);
      throw new KubeconfigError(
        `${name}, line ${line}: this is not valid YAML (${
          problem.message.split('\n')[0]
        }).`,
      );
    }
    const parsed = new KubeconfigDocument(name, document, lines);
    parsed.#check();
    return parsed;
  }

  private constructor(name: string, document: Document, lines: LineCounter) {
    this.name = name;
    this.#document = document;
    this.#lines = lines;
  }

  /** `FILE, line N: clusters[gpu-prod].cluster.server`, with the line of the nearest part that exists. */
  at([section, name, key]: [Section, string, string?]): string {
    const entry = this.#entries(section).find(
      candidate => candidate.get('name') === name,
    );
    const body = entry?.get(SECTIONS[section], true);
    const value =
      key !== undefined && isMap(body) ? body.get(key, true) : undefined;
    const node = [value, body, entry].find(
      candidate => candidate !== undefined,
    );
    const path = `${section}[${name}]${
      key ? `.${SECTIONS[section]}.${key}` : ''
    }`;
    return this.#where(path, node);
  }

  /** The value of a user's key that the library does not know. */
  userText(name: string, key: string): string | undefined {
    const body = this.#entries('users')
      .find(candidate => candidate.get('name') === name)
      ?.get('user', true);
    const value = isMap(body) ? body.get(key) : undefined;
    return typeof value === 'string' ? value : undefined;
  }

  #check(): void {
    const root = this.#document.contents;
    if (!isMap(root)) {
      throw new KubeconfigError(
        `${this.name} is not a kubeconfig: it holds no keys.`,
      );
    }
    if (!root.has('contexts') && !root.has('clusters')) {
      throw new KubeconfigError(
        `${this.name} is not a kubeconfig: it has neither clusters nor contexts.`,
      );
    }
    const current = root.get('current-context', true);
    if (
      current !== undefined &&
      !(
        isScalar(current) &&
        (typeof current.value === 'string' || current.value === null)
      )
    ) {
      throw new KubeconfigError(
        `${this.#where('current-context', current)} must be a name.`,
      );
    }
    for (const section of ['clusters', 'contexts', 'users'] as const) {
      this.#checkSection(root, section);
    }
  }

  #checkSection(root: YAMLMap, section: Section): void {
    const list = root.get(section, true);
    if (list === undefined || (isScalar(list) && list.value === null)) {
      return;
    }
    if (!isSeq(list)) {
      throw new KubeconfigError(
        `${this.#where(section, list)} must be a list.`,
      );
    }
    const names = new Set<string>();
    list.items.forEach((entry, index) => {
      const node = entry as Node;
      const name = isMap(entry) ? entry.get('name') : undefined;
      if (!isMap(entry) || typeof name !== 'string' || name === '') {
        throw new KubeconfigError(
          `${this.#where(
            `${section}[${index}].name`,
            node,
          )} is missing or not a text.`,
        );
      }
      if (names.has(name)) {
        throw new KubeconfigError(
          `${this.#where(
            `${section}[${index}].name`,
            node,
          )}: the name ${name} stands twice.`,
        );
      }
      names.add(name);
      this.#checkBody(section, name, entry.get(SECTIONS[section], true));
    });
  }

  #checkBody(section: Section, name: string, body: unknown): void {
    const inner = SECTIONS[section];
    const isEmpty =
      body === undefined || (isScalar(body) && body.value === null);
    if (isEmpty && section === 'users') {
      return;
    }
    if (!isMap(body)) {
      throw new KubeconfigError(
        `${this.at([section, name])}.${inner} is missing or not a map.`,
      );
    }
    for (const key of TEXTS[section]) {
      const value = body.get(key);
      if (value !== undefined && value !== null && typeof value !== 'string') {
        throw new KubeconfigError(
          `${this.at([
            section,
            name,
            key,
          ])} must be a text (write it in quotes).`,
        );
      }
    }
    for (const key of NEEDED[section]) {
      if (!body.get(key)) {
        throw new KubeconfigError(
          `${this.at([section, name, key])} is missing.`,
        );
      }
    }
  }

  #entries(section: Section): YAMLMap[] {
    const list = this.#document.get(section);
    return isSeq(list) ? list.items.filter(isMap) : [];
  }

  #where(path: string, node: unknown): string {
    const range =
      typeof node === 'object' && node !== null && 'range' in node
        ? node.range
        : undefined;
    const offset =
      Array.isArray(range) && typeof range[0] === 'number'
        ? range[0]
        : undefined;
    return offset === undefined
      ? `${this.name}: ${path}`
      : `${this.name}, line ${this.#lines.linePos(offset).line}: ${path}`;
  }
}
