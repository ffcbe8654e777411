import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';

/** The field of the scaffolder's forms; a portal without the scaffolder does not load it. */
export const clusterNameField = FormFieldBlueprint.make({
  name: 'cluster-name',
  params: {
    field: async () => {
      const { clusterNameFieldOptions } = await import(
        '../components/ClusterNameField'
      );
      return createFormField(clusterNameFieldOptions);
    },
  },
});
