import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';

/** The field of the scaffolder's forms; a portal without the scaffolder does not load it. */
export const connectionField = FormFieldBlueprint.make({
  name: 'connection',
  params: {
    field: async () => {
      const { connectionFieldOptions } = await import(
        '../components/ConnectionField'
      );
      return createFormField(connectionFieldOptions);
    },
  },
});
