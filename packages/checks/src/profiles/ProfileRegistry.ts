import { basename } from 'node:path';
import type { ProfileInfo } from '@runai-portal/backstage-plugin-runai-common';
import { lazyTable } from './loadTable';
import { mergeDocuments } from './mergeDocuments';
import { resolveInPackage } from './packageFolder';
import {
  ProfileError,
  readProfileFile,
  schemaError,
  type ProfileFile,
} from './ProfileFile';
import { profileSchema, provisionerSchema, type Profile } from './schema';

/** The profile that judges a cluster whose settings name none. */
export const DEFAULT_PROFILE = 'runai-2021.04';

/** Files of the profiles that this package brings, oldest first. */
const SHIPPED = [resolveInPackage('profiles', 'runai-2021.04.yaml')];

const shippedProvisioners = lazyTable(
  'provisioners',
  provisionerSchema.array(),
);

/**
 * All profiles, by id: the shipped ones and those of the site.
 *
 * A file with the id of another replaces it; a file that `extends` one holds only what differs. Everything is read and
 * validated while loading, so that a defect is found at the start and not in a run.
 */
export class ProfileRegistry {
  readonly #files: ReadonlyMap<string, ProfileFile>;
  readonly #profiles: ReadonlyMap<string, Profile>;

  private constructor(files: ReadonlyMap<string, ProfileFile>) {
    this.#files = files;
    this.#profiles = new Map(
      [...files].map(([id, file]) => [id, resolve(file, files)]),
    );
  }

  /**
   * @param options.files - profile files of the site; a later one wins over an earlier one with the same id
   * @throws ProfileError with the file, the line and the key
   */
  static load(options: { files?: readonly string[] } = {}): ProfileRegistry {
    const files = [...SHIPPED, ...(options.files ?? [])].map(readProfileFile);
    return new ProfileRegistry(new Map(files.map(file => [file.id, file])));
  }

  /** @throws ProfileError naming the profiles that there are */
  get(id: string = DEFAULT_PROFILE): Profile {
    const profile = this.#profiles.get(id);
    if (!profile) {
      throw new ProfileError(
        `There is no profile "${id}"; there are: ${this.ids().join(', ')}`,
      );
    }
    return profile;
  }

  ids(): string[] {
    return [...this.#files.keys()].sort();
  }

  /** Whether a file of the site says it, be it under the id of a shipped one. */
  isOfSite(id: string): boolean {
    const file = this.#files.get(id);
    return file !== undefined && !SHIPPED.includes(file.path);
  }

  /** What the API and the pages show of the profiles. */
  describe(): ProfileInfo[] {
    return [...this.#files.values()]
      .map(({ id, path, parent }) => {
        const document = this.get(id);
        return {
          id,
          title: document.title,
          ...(parent && { extends: parent }),
          source: basename(path),
          document,
        };
      })
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }
}

/** The profile of a file with what it extends, and with the shipped provisioners after its own. */
function resolve(
  file: ProfileFile,
  files: ReadonlyMap<string, ProfileFile>,
): Profile {
  const chain = chainOf(file, files);
  const document = chain.reduceRight<unknown>(
    (base, { yaml }) => mergeDocuments(base, yaml.value),
    {},
  );
  const parsed = profileSchema.safeParse(document);
  if (!parsed.success) {
    const written = chain.map(({ yaml }) => yaml);
    throw schemaError(written, parsed.error);
  }
  const { storage, ...profile } = parsed.data;
  const own = new Set(storage.provisioners.map(({ name }) => name));
  const shipped = shippedProvisioners().filter(({ name }) => !own.has(name));
  const provisioners = [...storage.provisioners, ...shipped];
  return { ...profile, storage: { ...storage, provisioners } };
}

/** The file and those it extends, nearest first. */
function chainOf(
  file: ProfileFile,
  files: ReadonlyMap<string, ProfileFile>,
  before: readonly ProfileFile[] = [],
): ProfileFile[] {
  const chain = [...before, file];
  if (file.parent === undefined) {
    return chain;
  }
  const parent = files.get(file.parent);
  const refused = (what: string) =>
    new ProfileError(`${file.yaml.where(['extends'])}: extends ${what}`);
  if (!parent) {
    throw refused(`"${file.parent}", and there is no such profile`);
  }
  if (chain.includes(parent)) {
    const way = chain.map(({ id }) => id).join(', ');
    throw refused(`itself by way of ${way}`);
  }
  return chainOf(parent, files, chain);
}
