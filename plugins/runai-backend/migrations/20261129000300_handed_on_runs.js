// @ts-check

/**
 * A person's run may be asked of a replica that does not have the cluster: it waits for one that has.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('runs', table => {
    table
      .boolean('handed_on')
      .notNullable()
      .defaultTo(false)
      .comment('Waits for a replica that declares the cluster');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('runs', table => {
    table.dropColumn('handed_on');
  });
};
