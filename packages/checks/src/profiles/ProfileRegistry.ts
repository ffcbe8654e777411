import { basename } from 'node:path';
import type { ProfileInfo } from '@runai-portal/backstage-plugin-runai-common';
import { lazyTable } from './loadTable';
import { mergeDocuments } from './mergeDocuments';
import {
  ProfileError,
  readProfileFile,
  readShippedFile,
  schemaError,
  type ProfileFile,
} from './ProfileFile';
import { profileSchema, provisionerSchema, type Profile } from './schema';
import { shippedProfiles } from './shipped';

/** The profile that judges a cluster whose settings name none. */
export const DEFAULT_PROFILE = 'runai-2021.04';

/** Ids that people compare: 2.9 comes before 2.10. */
const byId = new Intl.Collator('en', { numeric: true });

const shippedProvisioners = lazyTable(
  'provisioners',
  provisionerSchema.array(),
);

/**
 * All profiles, by id: the shipped ones and those of the site.
 *
 * A file with the id of another replaces it; a file that `extends` one holds only what differs. Those of the site are read and
 * validated while loading, so that a defect is found at the start and not in a run; a shipped one when somebody first asks for it.
 */
export class ProfileRegistry {
  readonly #ofSite: ReadonlyMap<string, ProfileFile>;
  readonly #profiles = new Map<string, Profile>();

  private constructor(ofSite: readonly ProfileFile[]) {
    this.#ofSite = new Map(ofSite.map(file => [file.id, file]));
    for (const id of this.#ofSite.keys()) {
      this.get(id);
    }
  }

  /**
   * @param options.files - profile files of the site; a later one wins over an earlier one with the same id
   * @throws ProfileError with the file, the line and the key
   */
  static load(options: { files?: readonly string[] } = {}): ProfileRegistry {
    return new ProfileRegistry((options.files ?? []).map(readProfileFile));
  }

  /** @throws ProfileError naming the profiles that there are */
  get(id: string = DEFAULT_PROFILE): Profile {
    let profile = this.#profiles.get(id);
    if (!profile) {
      profile = resolve(this.#chainOf(this.#require(id)));
      this.#profiles.set(id, profile);
    }
    return profile;
  }

  /** 2.9 before 2.10. */
  ids(): string[] {
    const ids = new Set([...shippedProfiles().keys(), ...this.#ofSite.keys()]);
    return [...ids].sort(byId.compare);
  }

  /** Whether a file of the site says it, be it under the id of a shipped one. */
  isOfSite(id: string): boolean {
    return this.#ofSite.has(id);
  }

  /** What lists show of the profiles. */
  list(): Omit<ProfileInfo, 'document'>[] {
    return this.ids().map(id => {
      const { title, path, parent } = this.#require(id);
      return {
        id,
        title,
        ...(parent && { extends: parent }),
        source: basename(path),
      };
    });
  }

  #file(id: string): ProfileFile | undefined {
    const shipped = shippedProfiles().get(id);
    return (
      this.#ofSite.get(id) ?? (shipped ? readShippedFile(shipped) : undefined)
    );
  }

  #require(id: string): ProfileFile {
    const file = this.#file(id);
    if (!file) {
      throw new ProfileError(
        `There is no profile "${id}"; there are: ${this.ids().join(', ')}`,
      );
    }
    return file;
  }

  /** The file and those it extends, nearest first. */
  #chainOf(
    file: ProfileFile,
    before: readonly ProfileFile[] = [],
  ): ProfileFile[] {
    const chain = [...before, file];
    if (file.parent === undefined) {
      return chain;
    }
    const parent = this.#file(file.parent);
    const refused = (what: string) =>
      new ProfileError(`${file.yaml().where(['extends'])}: extends ${what}`);
    if (!parent) {
      throw refused(`"${file.parent}", and there is no such profile`);
    }
    if (chain.includes(parent)) {
      const way = chain.map(({ id }) => id).join(', ');
      throw refused(`itself by way of ${way}`);
    }
    return this.#chainOf(parent, chain);
  }
}

/** The profile of a file with what it extends, and with the shipped provisioners after its own. */
function resolve(chain: readonly ProfileFile[]): Profile {
  const document = chain.reduceRight<unknown>(
    (base, { value }) => mergeDocuments(base, value),
    {},
  );
  const parsed = profileSchema.safeParse(document);
  if (!parsed.success) {
    const written = chain.map(({ yaml }) => yaml());
    throw schemaError(written, parsed.error);
  }
  const { storage, ...profile } = parsed.data;
  const own = new Set(storage.provisioners.map(({ name }) => name));
  const shipped = shippedProvisioners().filter(({ name }) => !own.has(name));
  const provisioners = [...storage.provisioners, ...shipped];
  return { ...profile, storage: { ...storage, provisioners } };
}
