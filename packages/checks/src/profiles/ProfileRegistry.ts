import { basename } from 'node:path';
import type { ProfileInfo } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
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

/** Profiles that this package brings, oldest first. */
const SHIPPED = ['runai-2021.04.yaml'];

const shippedProvisioners = lazyTable(
  'provisioners',
  z.array(provisionerSchema),
);

interface Loaded {
  readonly profile: Profile;
  /** Of the file that says it. */
  readonly path: string;
}

/**
 * All profiles, by id: the shipped ones and those of the site.
 *
 * A file with the id of another replaces it; a file that `extends` one holds only what differs. Everything is read and
 * validated while loading, so that a defect is found at the start and not in a run.
 */
export class ProfileRegistry {
  readonly #loaded: ReadonlyMap<string, Loaded>;

  private constructor(loaded: ReadonlyMap<string, Loaded>) {
    this.#loaded = loaded;
  }

  /**
   * @param options.files - profile files of the site; a later one wins over an earlier one with the same id
   * @throws ProfileError with the file, the line and the key
   */
  static load(options: { files?: readonly string[] } = {}): ProfileRegistry {
    const paths = [...shippedPaths(), ...(options.files ?? [])];
    const files = new Map(
      paths.map(readProfileFile).map(file => [file.id, file]),
    );
    const loaded = [...files.values()].map(
      file =>
        [file.id, { profile: resolve(file, files), path: file.path }] as const,
    );
    return new ProfileRegistry(new Map(loaded));
  }

  /** @throws ProfileError naming the profiles that there are */
  get(id: string = DEFAULT_PROFILE): Profile {
    const loaded = this.#loaded.get(id);
    if (!loaded) {
      throw new ProfileError(
        `There is no profile "${id}"; there are: ${this.ids().join(', ')}`,
      );
    }
    return loaded.profile;
  }

  has(id: string): boolean {
    return this.#loaded.has(id);
  }

  ids(): string[] {
    return [...this.#loaded.keys()].sort();
  }

  /** Whether a file of the site says it, be it under the id of a shipped one. */
  isOfSite(id: string): boolean {
    const path = this.#loaded.get(id)?.path;
    return path !== undefined && !shippedPaths().includes(path);
  }

  /** What the API and the pages show of the profiles. */
  describe(): ProfileInfo[] {
    return [...this.#loaded.values()]
      .map(({ profile, path }) => ({
        id: profile.id,
        title: profile.title,
        ...(profile.extends && { extends: profile.extends }),
        source: basename(path),
        document: profile,
      }))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }
}

function shippedPaths(): string[] {
  return SHIPPED.map(name => resolveInPackage('profiles', name));
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
    throw schemaError(
      chain.map(({ yaml }) => yaml),
      parsed.error.issues[0],
    );
  }
  const { storage, ...profile } = parsed.data;
  const own = new Set(storage.provisioners.map(({ name }) => name));
  const shipped = shippedProvisioners().filter(({ name }) => !own.has(name));
  return {
    ...profile,
    storage: {
      ...storage,
      provisioners: [...storage.provisioners, ...shipped],
    },
  };
}

/** The file and those it extends, nearest first. */
function chainOf(
  file: ProfileFile,
  files: ReadonlyMap<string, ProfileFile>,
): ProfileFile[] {
  const chain = [file];
  for (let child = file; child.parent !== undefined; ) {
    const where = child.yaml.where(['extends']);
    const parent = files.get(child.parent);
    if (!parent) {
      throw new ProfileError(
        `${where}: extends "${child.parent}", and there is no such profile`,
      );
    }
    if (chain.includes(parent)) {
      throw new ProfileError(
        `${where}: extends itself by way of ${chain
          .map(({ id }) => id)
          .join(', ')}`,
      );
    }
    chain.push(parent);
    child = parent;
  }
  return chain;
}
