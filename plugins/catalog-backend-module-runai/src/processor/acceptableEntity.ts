import type { Entity } from '@backstage/catalog-model';
import { CLUSTER_ENTITY_TYPE } from '@runai-portal/backstage-plugin-runai-common';
import { quoted } from '@runai-portal/backstage-plugin-runai-node';
import { fullRef } from '../entities/fullRef';
import { editDistance } from './editDistance';
import {
  METADATA_FIELDS,
  misplacedFields,
  SPEC_FIELDS,
  takenFields,
} from './optionalFields';
import { annotationTexts, isRecord, labelTexts } from './texts';
import { carryProblems } from './carriedProblems';

const KIND = 'Resource';
const API_VERSION = 'backstage.io/v1alpha1';
/** What people write instead; another one may be somebody's own. */
const NO_API_VERSIONS = ['v1', 'v1alpha1', 'backstage.io/v1', 'v1beta1'];
/** What stands where nothing can: who looks for either finds the entity, and what is wrong with it. */
const UNKNOWN_TYPE = 'unknown';
const UNKNOWN_OWNER = 'group:default/unknown';
const LIKE_OWNER = 'like group:default/ml-platform';
const FARTHEST = 2;

/**
 * An entity that is meant to be a cluster as the catalog takes it; what was changed for that goes along. The catalog would refuse it
 * otherwise, and neither it nor what is wrong with it could be seen.
 */
export function acceptableEntity(entity: Entity): Entity {
  const { apiVersion, kind, metadata, spec, relations, ...others } = entity;
  const annotations = annotationTexts(metadata.annotations);
  const labels = labelTexts(metadata.labels);
  const about = takenFields('metadata', metadata, METADATA_FIELDS);
  const written: Record<string, unknown> = isRecord(spec) ? spec : {};
  const rest = takenFields('spec', written, SPEC_FIELDS);
  const type = typeOf(written);
  const owner = ownerOf(written);
  const isApiVersion = !NO_API_VERSIONS.includes(apiVersion);
  const acceptable: object = {
    apiVersion: isApiVersion ? apiVersion : API_VERSION,
    kind: KIND,
    metadata: {
      ...about.fields,
      annotations: annotations.texts,
      ...(metadata.labels !== undefined && { labels: labels.texts }),
    },
    spec: { ...rest.fields, type: type.text, owner: owner.text },
    ...(relations && { relations }),
  };
  return carryProblems({ apiVersion, kind, metadata, ...acceptable }, [
    ...(isApiVersion
      ? []
      : [`apiVersion is ${quoted(apiVersion)}; it must be ${API_VERSION}.`]),
    ...(kind === KIND
      ? []
      : [`kind is ${quoted(kind)}; it must be ${KIND}, letter by letter.`]),
    ...misplacedFields('top', others),
    ...misplacedFields('metadata', metadata),
    ...misplacedFields('spec', written),
    ...annotations.problems,
    ...labels.problems,
    ...about.problems,
    ...type.problems,
    ...owner.problems,
    ...rest.problems,
  ]);
}

interface Field {
  text: string;
  problems: string[];
}

function typeOf({ type }: Record<string, unknown>): Field {
  return isText(type)
    ? { text: type, problems: [] }
    : {
        text: UNKNOWN_TYPE,
        problems: [
          `spec.type is ${howMissing(
            type,
          )}; where a cluster is meant it must be ${CLUSTER_ENTITY_TYPE}.`,
        ],
      };
}

function ownerOf(fields: Record<string, unknown>): Field {
  const { owner } = fields;
  if (isText(owner)) {
    const isRef = fullRef(owner, 'group') !== undefined;
    return {
      text: owner,
      problems: isRef
        ? []
        : [
            `spec.owner is ${quoted(
              owner,
            )}; it must be a group or a person of the catalog, ${LIKE_OWNER}.`,
          ],
    };
  }
  const meant = Object.keys(fields).find(
    key =>
      key !== 'owner' &&
      editDistance(key.slice(0, 40).toLocaleLowerCase('en-US'), 'owner') <=
        FARTHEST,
  );
  return {
    text: UNKNOWN_OWNER,
    problems: [
      meant
        ? `spec.${meant} is not known; spec.owner may be meant. Until it is there, the cluster belongs to ${UNKNOWN_OWNER}.`
        : `spec.owner is ${howMissing(
            owner,
          )}; it must be a group or a person of the catalog, ${LIKE_OWNER}. Until it is there, the cluster belongs to ${UNKNOWN_OWNER}.`,
    ],
  };
}

function howMissing(value: unknown): string {
  return value === undefined || value === null || value === ''
    ? 'missing'
    : 'no text';
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
