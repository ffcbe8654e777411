import type {
  LoggerService,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';

/** One line of the portal's log. */
export interface LogLine {
  level: 'error' | 'warn' | 'info' | 'debug';
  message: string;
  /** Of the line and of the loggers that it came through. */
  meta: JsonObject;
}

/** Keeps what the portal logs, at every level. */
export class RecordingLogger implements RootLoggerService {
  readonly lines: LogLine[];
  readonly #meta: JsonObject;

  constructor(lines: LogLine[] = [], meta: JsonObject = {}) {
    this.lines = lines;
    this.#meta = meta;
  }

  error(message: string, meta?: Error | JsonObject) {
    this.#add('error', message, meta);
  }

  warn(message: string, meta?: Error | JsonObject) {
    this.#add('warn', message, meta);
  }

  info(message: string, meta?: Error | JsonObject) {
    this.#add('info', message, meta);
  }

  debug(message: string, meta?: Error | JsonObject) {
    this.#add('debug', message, meta);
  }

  child(meta: JsonObject): LoggerService {
    return new RecordingLogger(this.lines, { ...this.#meta, ...meta });
  }

  #add(level: LogLine['level'], message: string, meta?: Error | JsonObject) {
    const more =
      meta instanceof Error
        ? { error: `${meta.name}: ${meta.message} ${meta.stack}` }
        : meta;
    this.lines.push({ level, message, meta: { ...this.#meta, ...more } });
  }
}
