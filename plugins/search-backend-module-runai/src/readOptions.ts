import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** What `search.collators.runai` says. */
export interface CollatorsConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  fleetLocation: string;
  /** With `:name` for the name of a cluster. */
  clusterLocation: string;
  /** With `:id` for the id of a check. */
  checkLocation: string;
}

const KEY = 'search.collators.runai';

/** Clusters are declared within seconds of the start; what they are is known after their first poll. */
const SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 3 },
  initialDelay: { seconds: 10 },
};

/**
 * Reads the configuration.
 *
 * @throws InputError where a key has a value that it cannot have
 */
export function readOptions(root: Config): CollatorsConfig {
  const config = root.getOptionalConfig(KEY);
  return {
    schedule: readSchedule(config?.getOptionalConfig('schedule')),
    fleetLocation: readLocation(config, 'fleetLocation', '/runai'),
    clusterLocation: readLocation(
      config,
      'clusterLocation',
      '/runai/clusters/:name',
    ),
    checkLocation: readLocation(config, 'checkLocation', '/runai/checks/:id'),
  };
}

function readSchedule(
  config: Config | undefined,
): SchedulerServiceTaskScheduleDefinition {
  if (!config) {
    return SCHEDULE;
  }
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(config);
  } catch (error) {
    throw new InputError(`${KEY}.schedule cannot be used`, error);
  }
}

function readLocation(
  config: Config | undefined,
  key: string,
  standard: string,
): string {
  const location = config?.getOptionalString(key) ?? standard;
  const [placeholder = ''] = /:.*/.exec(standard) ?? [];
  if (!location.startsWith('/') || !location.includes(placeholder)) {
    throw new InputError(
      `${KEY}.${key} is '${location}'; it must be a path${
        placeholder && ` with ${placeholder} in it`
      }`,
    );
  }
  return location;
}
