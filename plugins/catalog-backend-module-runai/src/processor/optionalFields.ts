import { CommonValidatorFunctions } from '@backstage/catalog-model';
import { quoted } from '@runai-portal/backstage-plugin-runai-node';
import { editDistance } from './editDistance';
import { isRecord } from './texts';

/** A field that may be left out, and what the catalog takes there. */
interface OptionalField {
  field: string;
  isTaken: (value: unknown) => boolean;
  mustBe: string;
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isList = (value: unknown, isItem: (item: unknown) => boolean) =>
  Array.isArray(value) && value.every(isItem);
const isOptionalText = (value: unknown) => value === undefined || isText(value);
const isLink = (link: unknown) =>
  isRecord(link) &&
  CommonValidatorFunctions.isValidUrl(link.url) &&
  [link.title, link.icon, link.type].every(isOptionalText);

/** Beside annotations and labels. */
export const METADATA_FIELDS: readonly OptionalField[] = [
  { field: 'title', isTaken: isText, mustBe: 'text' },
  { field: 'description', isTaken: isText, mustBe: 'text' },
  {
    field: 'tags',
    isTaken: value => isList(value, CommonValidatorFunctions.isValidTag),
    mustBe: 'a list of words of a-z, 0-9, + and #, with - between them',
  },
  {
    field: 'links',
    isTaken: value => isList(value, isLink),
    mustBe: 'a list in which each has a url, like https://wiki.example',
  },
];

/** Beside type and owner. */
export const SPEC_FIELDS: readonly OptionalField[] = [
  {
    field: 'system',
    isTaken: isText,
    mustBe: 'a reference, like system:default/compute',
  },
  ...['dependsOn', 'dependencyOf'].map(field => ({
    field,
    isTaken: (value: unknown) => isList(value, isText),
    mustBe: 'a list of references, like resource:default/storage',
  })),
];

/** What of a part of an entity the catalog takes, and what was left out for that. */
export function takenFields(
  part: 'metadata' | 'spec',
  written: Readonly<Record<string, unknown>>,
  optional: readonly OptionalField[],
): { fields: Record<string, unknown>; problems: string[] } {
  const refused = optional.filter(
    ({ field, isTaken }) =>
      written[field] !== undefined && !isTaken(written[field]),
  );
  return {
    fields: Object.fromEntries(
      Object.entries(written).filter(
        ([key]) => !refused.some(({ field }) => field === key),
      ),
    ),
    problems: refused.map(
      ({ field, mustBe }) =>
        `${part}.${field} is not what the catalog takes, and is left out; it must be ${mustBe}.`,
    ),
  };
}

const MAPS = ['annotations', 'labels'];
const FARTHEST = 1;

/** Annotations and labels that stand where nobody reads them, and what the catalog takes nowhere. */
export function misplacedFields(
  at: 'top' | 'metadata' | 'spec',
  written: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys(written).flatMap(key => {
    const meant = MAPS.find(
      map =>
        Math.abs(map.length - key.length) <= FARTHEST &&
        editDistance(key.toLocaleLowerCase('en-US'), map) <= FARTHEST,
    );
    if (at === 'top' && !meant) {
      return [
        `${quoted(
          key,
        )} is no field of an entity, and is left out; is it meant to stand under spec or metadata?`,
      ];
    }
    if (!meant || (at === 'metadata' && key === meant)) {
      return [];
    }
    const where = at === 'top' ? key : `${at}.${key}`;
    return [
      `${where} is read by nobody; what stands there must stand under metadata.${meant}.`,
    ];
  });
}
