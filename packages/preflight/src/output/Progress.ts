import type { RunEvent } from '@runai-portal/backstage-plugin-runai-common';
import { SingleBar } from 'cli-progress';
import type { Io } from '../io';
import { clean } from './text';

/** How often a run that is silent says that it still runs, off a terminal. */
const HEARTBEAT_MS = 5_000;

/** Tells on stderr what a run does: one live line on a terminal, plain lines elsewhere. */
export interface Progress {
  update(progress: { done: number; total: number; event: RunEvent }): void;
  end(): void;
}

export function createProgress(io: Io): Progress {
  const { stderr } = io;
  return stderr.isTTY && isStream(stderr) && io.env.TERM !== 'dumb'
    ? liveLine(stderr)
    : plainLines(io);
}

function liveLine(stream: NodeJS.WritableStream): Progress {
  const bar = new SingleBar({
    stream,
    format: '{bar} {value}/{total} {message}',
    barsize: 20,
    barCompleteChar: '#',
    barIncompleteChar: '-',
    hideCursor: true,
    clearOnComplete: true,
    // Its own handlers would end the process without us.
    gracefulExit: false,
    linewrap: false,
  });
  let started = false;
  return {
    update({ done, total, event }) {
      const payload = { message: clean(event.message).slice(0, 60) };
      if (!started) {
        started = true;
        bar.start(total, done, payload);
      }
      bar.update(done, payload);
    },
    end() {
      if (started) {
        bar.stop();
      }
    },
  };
}

function plainLines({ stderr }: Io): Progress {
  let latest = { done: 0, total: 0 };
  let silent = true;
  const heartbeat = setInterval(() => {
    if (silent && latest.total > 0) {
      stderr.write(`[${latest.done}/${latest.total}] still reading\n`);
    }
    silent = true;
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    update({ done, total, event }) {
      latest = { done, total };
      if (event.kind !== 'fact') {
        silent = false;
        stderr.write(`[${done}/${total}] ${clean(event.message)}\n`);
      }
    },
    end() {
      clearInterval(heartbeat);
    },
  };
}

function isStream(
  output: Io['stderr'],
): output is Io['stderr'] & NodeJS.WritableStream {
  return 'on' in output && 'end' in output;
}
