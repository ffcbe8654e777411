import type {
  CheckInfo,
  RunaiCheckDocument,
} from '@runai-portal/backstage-plugin-runai-common';

/**
 * What the search knows of a check: what it asks, not which clusters fail it.
 *
 * @param location - the path of its page, with `:id` for its id
 */
export function checkDocument(
  check: CheckInfo,
  location: string,
): RunaiCheckDocument {
  const { id, title, description, category, requirements } = check;
  return {
    title,
    text: description,
    location: location.replace(':id', encodeURIComponent(id)),
    checkId: id,
    category,
    requirements: requirements.join(' '),
  };
}
