import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { runaiTranslationRef } from '../translation';

/** The plugin's texts. */
export function useText() {
  return useTranslationRef(runaiTranslationRef).t;
}

/** The function that {@link useText} returns. */
export type Text = ReturnType<typeof useText>;
