// @ts-check

/**
 * Who did what with which cluster, and who was refused. No foreign key: an entry outlives the cluster it speaks of.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit', table => {
    table.comment('Calls that act on a cluster or read through the portal');
    table.bigIncrements('id');
    table.string('at', 32).notNullable().index().comment('When it began');
    table.string('cluster', 63).notNullable();
    table.text('actor').notNullable().comment('Entity reference, or a service');
    table.string('action', 32).notNullable();
    table.string('outcome', 16).notNullable();
    table.integer('status').comment('Of the HTTP answer');
    table.integer('bytes').comment('Of the body that was answered');
    table.integer('duration_ms');
    table.text('reason');
    table.text('permissions').notNullable().comment('JSON: their names');
    table.text('target').comment('JSON: what was asked of the cluster');
    table.index(['cluster', 'at', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit');
};
