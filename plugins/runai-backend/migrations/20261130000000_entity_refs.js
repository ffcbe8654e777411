// @ts-check

/**
 * The catalog asks for the cluster of an entity. What is declared before is filled in when its source declares it again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('clusters', table => {
    table
      .text('entity_ref')
      .index()
      .comment('Of the entity that stands for it, in lower case');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('clusters', table => {
    table.dropIndex('entity_ref');
    table.dropColumn('entity_ref');
  });
};
