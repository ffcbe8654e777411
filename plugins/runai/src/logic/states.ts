import type {
  AuditOutcome,
  CheckStatus,
  ConnectionState,
  ConnectionTestState,
  HealthState,
  InstallState,
  ReadinessState,
  RunStatus,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Tone } from './tone';

/** The shape of a state's icon; colour alone never tells a state. */
export type StateShape =
  | 'tick'
  | 'triangle'
  | 'cross'
  | 'question'
  | 'dash'
  | 'circle'
  | 'spinner';

/** How one state looks; its word is the translation `state.<vocabulary>.<state>`. */
export interface StateLook {
  tone: Tone;
  shape: StateShape;
}

/** Every state of every vocabulary, once: the only place that gives a state its colour and its shape. */
export interface StateLooks {
  connection: Record<ConnectionState, StateLook>;
  health: Record<HealthState, StateLook>;
  readiness: Record<ReadinessState, StateLook>;
  install: Record<InstallState, StateLook>;
  check: Record<CheckStatus, StateLook>;
  run: Record<RunStatus, StateLook>;
  node: Record<'ready' | 'notReady' | 'unknown', StateLook>;
  audit: Record<AuditOutcome, StateLook>;
  connectionTest: Record<ConnectionTestState, StateLook>;
}

/** A set of states that the pages know how to show. */
export type StateVocabulary = keyof StateLooks;

const ok: StateLook = { tone: 'ok', shape: 'tick' };
const warning: StateLook = { tone: 'warning', shape: 'triangle' };
const error: StateLook = { tone: 'error', shape: 'cross' };
const running: StateLook = { tone: 'running', shape: 'spinner' };
const unknown: StateLook = { tone: 'unknown', shape: 'question' };
const notYet: StateLook = { tone: 'unknown', shape: 'circle' };
const none: StateLook = { tone: 'neutral', shape: 'dash' };

export const STATE_LOOKS: StateLooks = {
  connection: {
    connected: ok,
    authFailed: error,
    forbidden: error,
    unreachable: error,
    tlsError: error,
    misconfigured: error,
    unknown,
  },
  health: {
    healthy: ok,
    progressing: running,
    degraded: warning,
    unavailable: error,
    unknown,
  },
  readiness: {
    ready: ok,
    readyWithWarnings: warning,
    notReady: error,
    undetermined: unknown,
    notChecked: notYet,
  },
  install: {
    installed: ok,
    installing: running,
    upgrading: running,
    removing: running,
    degraded: warning,
    residue: warning,
    failed: error,
    notInstalled: none,
    unknown,
  },
  check: {
    pass: ok,
    warn: warning,
    fail: error,
    unknown,
    skipped: notYet,
    notApplicable: none,
  },
  run: {
    queued: { tone: 'pending', shape: 'circle' },
    running,
    completed: ok,
    partial: warning,
    canceled: none,
    failed: error,
    expired: error,
  },
  node: { ready: ok, notReady: error, unknown },
  audit: { allowed: ok, denied: none, failed: error },
  connectionTest: { passed: ok, failed: error, notTested: notYet },
};

/** The look of a state; a word that this release does not know looks unknown. */
export function stateLook(
  vocabulary: StateVocabulary,
  state: string,
): StateLook {
  const looks: Partial<Record<string, StateLook>> = STATE_LOOKS[vocabulary];
  return looks[state] ?? unknown;
}
