import {
  translationApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import { fleet } from '../messages/fleet';
import { search, widget } from '../messages/entity';
import { runaiTranslationRef } from '../translation';

const ENGLISH = {
  'fleet.title': fleet.title,
  'widget.description': widget.description,
  'search.clusters': search.clusters,
  'search.checks': search.checks,
};

/**
 * A text in the language in which the portal is loaded, for what takes a plain text alone: it does not follow when the language
 * is changed, until the portal is loaded anew.
 */
export function textAtStart(
  apis: ApiHolder,
  key: keyof typeof ENGLISH,
): string {
  const texts = apis
    .get(translationApiRef)
    ?.getTranslation(runaiTranslationRef);
  return texts?.ready ? texts.t(key) : ENGLISH[key];
}
