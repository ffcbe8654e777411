// @ts-check

/**
 * What the list of nodes is filtered and ordered by, beside what the first release knew.
 *
 * All of it may be null: the previous release, which may run beside this one, does not write it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('nodes', table => {
    table
      .text('sort_name')
      .comment('The name with its numbers padded: gpu-2 comes before gpu-10');
    table.text('driver');
    table.boolean('cordoned');
    table.boolean('pressure').comment('Its kubelet runs short of something');
    table.integer('devices').comment('GPUs that its labels tell of');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('nodes', table => {
    table.dropColumns('sort_name', 'driver', 'cordoned', 'pressure', 'devices');
  });
};
