// @ts-check

/**
 * The first tables. Later migrations only add to them, so that the previous release still runs on the newer database.
 *
 * Instants are ISO 8601 strings in UTC, as `Date.toISOString` writes them: they sort as text and read the same on every database.
 * Columns that hold JSON are text: nothing is searched inside them; whatever is filtered or sorted by has a column of its own.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('clusters', table => {
    table.comment(
      'One row a cluster: its settings and what was last seen of it',
    );
    table.string('name', 63).notNullable().primary();
    table.text('source_name').notNullable();
    table.string('source', 63).notNullable();
    table.text('title').notNullable();
    table.text('owner').comment('In lower case, for filters and permissions');
    table.string('environment', 32).notNullable();
    table.string('mode', 32);
    table.boolean('demo').notNullable().defaultTo(false);
    table
      .text('declared')
      .notNullable()
      .comment('JSON: what the settings say of it');
    table.string('removed_at', 32).comment('When it ceased to be configured');

    table.string('connection', 32).notNullable().defaultTo('unknown').index();
    table.string('health', 32).notNullable().defaultTo('unknown').index();
    table.string('readiness', 32).notNullable().defaultTo('notChecked').index();
    table.string('install', 32).notNullable().defaultTo('unknown').index();
    table.text('connection_axis').notNullable().comment('JSON');
    table.text('health_axis').notNullable().comment('JSON');
    table.text('readiness_axis').notNullable().comment('JSON');
    table.text('install_axis').notNullable().comment('JSON');

    table.string('distribution', 63);
    table.string('track', 32);
    table.text('platform').comment('JSON');
    table.integer('blockers');
    table.integer('nodes_total');
    table.integer('nodes_ready');
    table
      .integer('gpus_total')
      .comment('Null where it is not known, never zero');
    table.integer('gpus_allocatable');
    table.double('gpus_allocated').comment('Null where pods may not be read');

    table.string('observed_at', 32).comment('When it last answered');
    table
      .string('nodes_observed_at', 32)
      .comment('When its nodes were last read');
    table
      .string('polled_at', 32)
      .comment('When a poll of it last ended, whatever came of it');
    table
      .string('polling_since', 32)
      .comment('A poll is under way; also the claim of the replica that polls');
    table
      .string('checks_started_at', 32)
      .comment('When the schedule last started its checks');
    table
      .text('detail')
      .comment('JSON: what only the page of the cluster shows');
    table.text('install_view').comment('JSON');
    // Counting and paging by name read this index, not the rows with their documents.
    table.index(['removed_at', 'name']);
  });

  await knex.schema.createTable('cluster_labels', table => {
    table.comment('Labels of the settings, for filters and permissions');
    table.string('cluster', 63).notNullable();
    table.string('key', 255).notNullable();
    table.text('value').notNullable();
    table.primary(['cluster', 'key']);
    table.foreign('cluster').references('clusters.name').onDelete('CASCADE');
  });

  await knex.schema.createTable('nodes', table => {
    table.comment('One row a node, with what pages filter and sort by');
    table.string('cluster', 63).notNullable();
    table.string('name', 253).notNullable();
    table.string('ready', 16).notNullable();
    table.text('pool');
    table.text('product');
    table.text('roles').notNullable().comment('Between bars: |worker|gpu|');
    table.integer('gpus');
    table.integer('gpus_allocatable');
    table.double('gpus_allocated');
    table.double('memory_bytes').comment('Capacity');
    table
      .string('hash', 64)
      .notNullable()
      .comment('Of the document: only what changed is written');
    table
      .text('document')
      .notNullable()
      .comment('JSON, without what changes at every poll');
    table.primary(['cluster', 'name']);
    table.foreign('cluster').references('clusters.name').onDelete('CASCADE');
  });

  await knex.schema.createTable('check_summaries', table => {
    table.comment('One row a cluster and check');
    table.string('cluster', 63).notNullable();
    table.string('check_id', 100).notNullable();
    table.string('status', 32).notNullable();
    table.string('reason', 100).notNullable();
    table.string('observed_at', 32);
    table.string('changed_at', 32);
    table
      .text('document')
      .notNullable()
      .comment('JSON: what is shown of the check');
    table
      .binary('settled')
      .comment(
        'Compressed JSON: results of the subjects that pass, that are not concerned or were not looked at',
      );
    table.primary(['cluster', 'check_id']);
    table.index(['check_id', 'status']);
    table.foreign('cluster').references('clusters.name').onDelete('CASCADE');
  });

  await knex.schema.createTable('results', table => {
    table.comment('One row a cluster, check and subject that does not pass');
    table.string('cluster', 63).notNullable();
    table.string('check_id', 100).notNullable();
    table.string('subject_kind', 32).notNullable();
    table.string('subject_namespace', 253).notNullable().defaultTo('');
    table.string('subject_name', 512).notNullable();
    table.string('status', 32).notNullable();
    table.text('document').notNullable().comment('JSON');
    table.primary([
      'cluster',
      'check_id',
      'subject_kind',
      'subject_namespace',
      'subject_name',
    ]);
    table.index(['cluster', 'subject_kind', 'subject_name']);
    table.foreign('cluster').references('clusters.name').onDelete('CASCADE');
  });

  await knex.schema.createTable('observations', table => {
    table.comment('Spans in which a cluster was observed without a gap');
    table.string('cluster', 63).notNullable();
    table.string('from_at', 32).notNullable();
    table.string('to_at', 32).notNullable().index();
    table.primary(['cluster', 'from_at']);
    table.foreign('cluster').references('clusters.name').onDelete('CASCADE');
  });

  await knex.schema.createTable('transitions', table => {
    table.comment('Every change of an axis or of a check');
    table.bigIncrements('id');
    table.string('cluster', 63).notNullable();
    table.string('axis', 32);
    table.string('check_id', 100);
    table.string('from_state', 32);
    table.string('to_state', 32).notNullable();
    table.string('reason', 100);
    table.text('message');
    table.string('at', 32).notNullable().index();
    table.string('run_id', 64);
    table.index(['cluster', 'at', 'id']);
    table.foreign('cluster').references('clusters.name').onDelete('CASCADE');
  });

  await knex.schema.createTable('runs', table => {
    table.comment('Runs of checks: the last twenty of each cluster');
    table.string('id', 64).notNullable().primary();
    table.string('cluster', 63).notNullable();
    table.string('status', 32).notNullable();
    table.string('trigger', 32).notNullable();
    table.text('started_by');
    table.string('started_at', 32).notNullable();
    table.string('finished_at', 32);
    table.string('heartbeat_at', 32).notNullable();
    table.boolean('cancel_requested').notNullable().defaultTo(false);
    table
      .text('scope')
      .notNullable()
      .comment('JSON: which checks and subject it covers');
    table.integer('done').notNullable().defaultTo(0);
    table.integer('total').notNullable().defaultTo(0);
    table.integer('requests').notNullable().defaultTo(0);
    table.text('error');
    table.text('changes').comment('JSON');
    table.text('events').notNullable().comment('JSON');
    table.index(['cluster', 'started_at']);
    table.foreign('cluster').references('clusters.name').onDelete('CASCADE');
  });
  // At most one runs at a time, whatever the number of replicas. Knex has no portable form of a partial index.
  await knex.raw(
    `CREATE UNIQUE INDEX runs_one_running ON runs (cluster) WHERE status = 'running'`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'runs',
    'transitions',
    'observations',
    'results',
    'check_summaries',
    'nodes',
    'cluster_labels',
    'clusters',
  ]) {
    await knex.schema.dropTable(table);
  }
};
