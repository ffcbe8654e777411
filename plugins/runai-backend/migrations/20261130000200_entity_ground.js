// @ts-check

/**
 * What the cluster's entity in the catalog is made from, beside what pages show.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('clusters', table => {
    table
      .text('entity')
      .comment('JSON; null for what stands for a source that fails');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('clusters', table => {
    table.dropColumn('entity');
  });
};
