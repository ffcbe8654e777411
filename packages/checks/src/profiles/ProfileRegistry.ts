import { readFileSync } from 'node:fs';
import type { ProfileInfo } from '@runai-portal/backstage-plugin-runai-common';
import { ProfileError } from './ProfileError';
import { parseProfileFile } from './parseProfileFile';
import type { ProfileFile } from './ProfileFile';
import { mergeDocuments } from './mergeDocuments';
import { resolveInPackage } from './packageFolder';
import { loadProvisionerTable } from './provisionerTable';
import { profileSchema, type Profile } from './schema';

/** The profile that judges a cluster whose settings name none. */
export const DEFAULT_PROFILE = 'runai-2021.04';

/** Profiles that this package brings, oldest first. */
const SHIPPED = ['runai-2021.04.yaml'];

/**
 * All profiles, by id: the shipped ones and those of the site.
 *
 * A file with the id of another replaces it; a file that `extends` one holds only what differs. Everything is read and
 * validated while loading, so that a defect is found at the start and not in a run.
 */
export class ProfileRegistry {
  readonly #profiles: Map<string, Profile>;
  readonly #files: Map<string, ProfileFile>;

  private constructor(
    profiles: Map<string, Profile>,
    files: Map<string, ProfileFile>,
  ) {
    this.#profiles = profiles;
    this.#files = files;
  }

  /**
   * @param options.files - profile files of the site; a later one wins over an earlier one with the same id
   * @throws ProfileError with the file, the line and the key
   */
  static load(options: { files?: readonly string[] } = {}): ProfileRegistry {
    const files = new Map<string, ProfileFile>();
    for (const path of [...shippedPaths(), ...(options.files ?? [])]) {
      const file = parseProfileFile({ path, text: read(path) });
      files.set(file.id, file);
    }
    const profiles = new Map(
      [...files.keys()].map(id => [id, resolve(id, files)]),
    );
    return new ProfileRegistry(profiles, files);
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

  has(id: string): boolean {
    return this.#profiles.has(id);
  }

  ids(): string[] {
    return [...this.#profiles.keys()].sort();
  }

  list(): Profile[] {
    return this.ids().map(id => this.get(id));
  }

  /** Whether a file of the site says it, be it under the id of a shipped one. */
  isOfSite(id: string): boolean {
    const path = this.#files.get(id)?.path;
    return path !== undefined && !shippedPaths().includes(path);
  }

  /** What the API and the pages show of the profiles. */
  describe(): ProfileInfo[] {
    return this.list().map(profile => ({
      id: profile.id,
      title: profile.title,
      ...(profile.extends && { extends: profile.extends }),
      source: this.#files.get(profile.id)?.path.split(/[\\/]/).pop() ?? '',
      document: profile,
    }));
  }
}

function shippedPaths(): string[] {
  return SHIPPED.map(name => resolveInPackage('profiles', name));
}

function resolve(id: string, files: Map<string, ProfileFile>): Profile {
  const chain: ProfileFile[] = [];
  for (let next: string | undefined = id; next; ) {
    const file: ProfileFile | undefined = files.get(next);
    const child = chain[chain.length - 1];
    if (!file) {
      throw new ProfileError(
        `${child.where(
          'extends',
        )}: extends "${next}", and there is no such profile`,
      );
    }
    if (chain.includes(file)) {
      throw new ProfileError(
        `${child.where('extends')}: extends itself by way of ${chain
          .map(f => f.id)
          .join(', ')}`,
      );
    }
    chain.push(file);
    next = file.parent;
  }
  const document = chain.reduceRight<unknown>(
    (base, file) => mergeDocuments(base, file.document),
    {},
  );
  const parsed = profileSchema.safeParse(document);
  if (!parsed.success) {
    throw ProfileError.fromIssue(chain, parsed.error.issues[0]);
  }
  return withShippedProvisioners(parsed.data);
}

function withShippedProvisioners(profile: Profile): Profile {
  const own = new Set(profile.storage.provisioners.map(({ name }) => name));
  const shipped = loadProvisionerTable().filter(({ name }) => !own.has(name));
  return {
    ...profile,
    storage: {
      ...profile.storage,
      provisioners: [...profile.storage.provisioners, ...shipped],
    },
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new ProfileError(`The profile ${path} cannot be read (${code})`);
  }
}
