import type { ApiHolder } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { runaiTranslationRef } from '../../translation';
import { ConnectionField } from './ConnectionField';
import { whyNotYet, type ConnectionValue } from './connectionValue';

/** The field as forms of both front-end systems know it: `ui:field: RunaiConnection`. */
export const connectionFieldOptions = {
  name: 'RunaiConnection',
  component: ConnectionField,
  validation(
    value: ConnectionValue | undefined,
    validation: { addError(message: string): void },
    { apiHolder }: { apiHolder: ApiHolder },
  ) {
    const reason = whyNotYet(value);
    if (reason) {
      const texts = apiHolder
        .get(translationApiRef)
        ?.getTranslation(runaiTranslationRef);
      validation.addError(
        texts?.ready ? texts.t(`register.${reason}`) : reason,
      );
    }
  },
};
