import type { ApiHolder } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { runaiApiRef } from '../../api';
import { runaiTranslationRef } from '../../translation';
import { ClusterNameField } from './ClusterNameField';
import { nameRefusal } from './nameRefusal';

/** The field as forms of both front-end systems know it: `ui:field: RunaiClusterName`. */
export const clusterNameFieldOptions = {
  name: 'RunaiClusterName',
  component: ClusterNameField,
  async validation(
    name: string | undefined,
    validation: { addError(message: string): void },
    { apiHolder }: { apiHolder: ApiHolder },
  ) {
    // That it is missing is told by the form itself.
    const reason =
      name &&
      (await nameRefusal(name, {
        runai: apiHolder.get(runaiApiRef),
        catalog: apiHolder.get(catalogApiRef),
      }));
    if (reason) {
      const texts = apiHolder
        .get(translationApiRef)
        ?.getTranslation(runaiTranslationRef);
      validation.addError(
        texts?.ready ? texts.t(`register.${reason}`, { name }) : reason,
      );
    }
  },
};
