// @ts-check

/**
 * When each cluster is to be polled and checked next, and which replica is at it: replicas that die lose their claim, and
 * another one that declares the cluster goes on.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('clusters', table => {
    table
      .string('next_poll_at', 32)
      .comment('When it is due, or when the claim of a poll is over');
    table.string('poll_claim', 64).comment('Of the replica that polls it');
    table
      .integer('poll_interval_ms')
      .comment('How often it is polled, by what a poll costs');
    table
      .string('next_checks_at', 32)
      .comment('When its checks are due, or when the claim of a run is over');
    table.string('checks_claim', 64);
    table
      .text('pending')
      .comment(
        'JSON: states that were seen and do not hold for long enough yet',
      );
    table
      .string('nodes_hash', 64)
      .comment('Of all its nodes: where it is the same no row is looked at');
    table.index(['next_poll_at']);
    table.index(['next_checks_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('clusters', table => {
    table.dropIndex(['next_poll_at']);
    table.dropIndex(['next_checks_at']);
  });
  await knex.schema.alterTable('clusters', table => {
    table.dropColumns(
      'next_poll_at',
      'poll_claim',
      'poll_interval_ms',
      'next_checks_at',
      'checks_claim',
      'pending',
      'nodes_hash',
    );
  });
};
