import type { z } from 'zod';
import { YamlFile } from '../yaml/YamlFile';
import { KubeconfigError } from './KubeconfigError';
import { SECTIONS, type Section } from './schema';

/** One entry of a file, with the way to name its keys. */
export interface Entry<Value> {
  name: string;
  value: Value;
  /** `FILE, line 12: clusters[gpu].cluster.server`, with the line of the nearest part that the file has. */
  at(...keys: string[]): string;
  /** Where relative paths of the entry begin. */
  baseDir: string;
}

type Body<S extends Section> = z.output<(typeof SECTIONS)[S]['schema']>;

/**
 * One kubeconfig file: its entries, each checked when it is asked for, so that a broken one spoils no other.
 *
 * @remarks Read by ourselves rather than by `@kubernetes/client-node`, which knows no lines, takes whatever has the right keys, and
 * gives up the whole file for one entry.
 */
export class KubeconfigFile {
  /** How sentences name the file. */
  readonly name: string;
  readonly #yaml: YamlFile;
  readonly #baseDir: string;
  readonly #root: Record<string, unknown>;

  /** @throws KubeconfigError where the text is not a kubeconfig as a whole */
  static parse(options: {
    text: string;
    name: string;
    baseDir: string;
  }): KubeconfigFile {
    const { name } = options;
    const yaml = YamlFile.parse({ ...options, refuse: malformed });
    const root = yaml.value;
    if (!isMap(root)) {
      throw malformed(`${name} is not a kubeconfig: it holds no keys.`);
    }
    if (!('contexts' in root) && !('clusters' in root)) {
      throw malformed(
        `${name} is not a kubeconfig: it has neither clusters nor contexts.`,
      );
    }
    const file = new KubeconfigFile(yaml, options.baseDir, root);
    for (const section of ['clusters', 'contexts', 'users'] as const) {
      file.#checkSection(section);
    }
    return file;
  }

  private constructor(
    yaml: YamlFile,
    baseDir: string,
    root: Record<string, unknown>,
  ) {
    this.name = yaml.name;
    this.#yaml = yaml;
    this.#baseDir = baseDir;
    this.#root = root;
  }

  /** The names of a section, in the file's order, each once; `contexts[1]` for an entry without a name, so that its fault is told. */
  names(section: Section): string[] {
    return [
      ...new Set(
        this.#list(section).map(
          (item, index) => nameOf(item) ?? `${section}[${index}]`,
        ),
      ),
    ];
  }

  /** @throws KubeconfigError where it is not a text */
  get currentContext(): string | undefined {
    const current = this.#root['current-context'] ?? undefined;
    if (current !== undefined && typeof current !== 'string') {
      throw malformed(
        `${this.#yaml.where([
          'current-context',
        ])}: current-context must be a name.`,
      );
    }
    return current || undefined;
  }

  /**
   * @returns nothing where the file has no such entry
   * @throws KubeconfigError where the entry cannot be used, or its name stands twice
   */
  entry<S extends Section>(
    section: S,
    name: string,
  ): Entry<Body<S>> | undefined {
    const list = this.#list(section);
    const index = list.findIndex(
      (item, at) => (nameOf(item) ?? `${section}[${at}]`) === name,
    );
    if (index < 0) {
      return undefined;
    }
    if (nameOf(list[index]) === undefined) {
      throw malformed(
        `${this.#yaml.where([
          section,
          index,
        ])}: ${section}[${index}].name is missing or not a text.`,
      );
    }
    const again = list.findIndex(
      (item, other) => other > index && nameOf(item) === name,
    );
    if (again >= 0) {
      throw malformed(
        `${this.#yaml.where([
          section,
          again,
        ])}: ${section}[${again}].name: the name ${name} stands twice.`,
      );
    }
    const { body, schema } = SECTIONS[section];
    const at = (...keys: string[]) =>
      `${this.#yaml.where([
        section,
        index,
        body,
        ...keys,
      ])}: ${section}[${name}].${[body, ...keys].join('.')}`;
    const item = list[index];
    const given = isMap(item) ? item[body] ?? undefined : undefined;
    if (!isMap(given) && !(given === undefined && section === 'users')) {
      throw malformed(`${at()} is missing or not a map.`);
    }
    const parsed = schema.safeParse(given ?? {});
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw malformed(
        `${at(...issue.path.map(String))} ${whatIsWrong(issue)}.`,
      );
    }
    return {
      name,
      // The schema was looked up by the section.
      value: parsed.data as Body<S>,
      at,
      baseDir: this.#baseDir,
    };
  }

  #list(section: Section): unknown[] {
    const list = this.#root[section];
    return Array.isArray(list) ? list : [];
  }

  #checkSection(section: Section): void {
    const list = this.#root[section] ?? [];
    if (!Array.isArray(list)) {
      throw malformed(
        `${this.#yaml.where([section])}: ${section} must be a list.`,
      );
    }
  }
}

function whatIsWrong(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') {
    return 'is empty';
  }
  if (issue.code !== 'invalid_type') {
    return 'cannot be used';
  }
  const missing = /received undefined/.test(issue.message);
  const WORDS: Partial<Record<string, string>> = {
    string: missing ? 'is missing' : 'must be a text (write it in quotes)',
    boolean: 'must be true or false, without quotes',
    array: 'must be a list',
    object: 'must be a map',
  };
  return WORDS[issue.expected] ?? 'cannot be used';
}

function malformed(sentence: string): KubeconfigError {
  return new KubeconfigError('malformed', sentence);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(item: unknown): string | undefined {
  const name = isMap(item) ? item.name : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
