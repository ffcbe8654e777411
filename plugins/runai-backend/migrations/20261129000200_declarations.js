// @ts-check

/**
 * Which replica declares which cluster: two configurations in a rolling update do not remove each other's clusters.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('replicas', table => {
    table.comment('The replicas of the portal that gave a sign of life');
    table.string('id', 64).notNullable().primary();
    table.string('seen_at', 32).notNullable();
  });
  await knex.schema.createTable('declarations', table => {
    table.comment('One row a replica and cluster that its sources have');
    table.string('replica', 64).notNullable();
    table.string('cluster', 63).notNullable().index();
    table.primary(['replica', 'cluster']);
    table.foreign('replica').references('replicas.id').onDelete('CASCADE');
    table.foreign('cluster').references('clusters.name').onDelete('CASCADE');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('declarations');
  await knex.schema.dropTable('replicas');
};
