import {
  useTranslationRef,
  type TranslationFunction,
  type TranslationRef,
} from '@backstage/core-plugin-api/alpha';
import { runaiTranslationRef } from '../translation';

type Messages = typeof runaiTranslationRef extends TranslationRef<
  string,
  infer M
>
  ? M
  : never;

/** The function that {@link useText} returns. It has a name because, written out, its type is longer than the compiler emits. */
export type Text = TranslationFunction<Messages>;

/** The plugin's texts. */
export function useText(): Text {
  return useTranslationRef(runaiTranslationRef).t;
}
