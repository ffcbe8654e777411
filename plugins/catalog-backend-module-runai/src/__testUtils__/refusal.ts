import {
  EntityPolicies,
  entityEnvelopeSchemaValidator,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';

/** Compiled once: that takes longer than looking at an entity. */
const envelope = entityEnvelopeSchemaValidator();
const policies = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** As the catalog looks at what a provider hands it, and then at the entity. */
export async function refusal(entity: Entity): Promise<unknown> {
  try {
    envelope(entity);
    await policies.enforce(entity);
    return (await resourceEntityV1alpha1Validator.check(entity))
      ? undefined
      : 'It is no Resource';
  } catch (error) {
    return error;
  }
}
