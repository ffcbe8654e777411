import type { Entity } from '@backstage/catalog-model';
import { CLUSTER_ENTITY_TYPE } from '@runai-portal/backstage-plugin-runai-common';
import { quoted } from '@runai-portal/backstage-plugin-runai-node';
import { fullRef } from '../entities/fullRef';
import { editDistance } from './editDistance';
import { annotationTexts, isRecord, labelTexts } from './texts';
import { carryProblems } from './carriedProblems';

const KIND = 'Resource';
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
  const { kind, metadata, spec } = entity;
  const annotations = annotationTexts(metadata.annotations);
  const labels = labelTexts(metadata.labels);
  const fields: Record<string, unknown> = isRecord(spec) ? spec : {};
  const type = typeOf(fields);
  const owner = ownerOf(fields);
  const acceptable: object = {
    ...entity,
    kind: KIND,
    metadata: {
      ...metadata,
      annotations: annotations.texts,
      ...(metadata.labels !== undefined && { labels: labels.texts }),
    },
    spec: { ...fields, type: type.text, owner: owner.text },
  };
  return carryProblems({ ...entity, ...acceptable }, [
    ...(kind === KIND
      ? []
      : [`kind is ${quoted(kind)}; it must be ${KIND}, letter by letter.`]),
    ...annotations.problems,
    ...labels.problems,
    ...type.problems,
    ...owner.problems,
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
