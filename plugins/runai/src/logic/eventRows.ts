import {
  kindId,
  type KubeColumn,
  type KubeKind,
  type KubeRow,
  type ObjectName,
} from '../kube/types';

const SECONDS: Record<string, number> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  y: 31_536_000,
};

/** The seconds of an age as Kubernetes prints it, `2m37s`; endless where it is none. */
function secondsOf(age: unknown): number {
  const parts = [...String(age).matchAll(/(\d{1,9})([smhdy])/g)];
  return parts.length === 0
    ? Infinity
    : parts.reduce(
        (sum, [, count, unit]) => sum + Number(count) * SECONDS[unit],
        0,
      );
}

/** Events as people read them, the newest first: a server lists them by their names. */
export function newestFirst(
  columns: readonly KubeColumn[],
  rows: readonly KubeRow[],
): KubeRow[] {
  const at = columns.findIndex(({ name }) => name === 'Last Seen');
  return [...rows].sort(
    (a, b) => secondsOf(a.cells[at]) - secondsOf(b.cells[at]),
  );
}

/** Which object an event is about, by the cell that says `pod/NAME`; undefined where its kind may not be read. */
export function eventSubject(
  cell: unknown,
  event: KubeRow,
  kinds: readonly KubeKind[],
): { kind: string; object: ObjectName } | undefined {
  const [word, name] = String(cell ?? '').split('/');
  const kind = kinds.find(
    one => one.kind.toLocaleLowerCase('en') === word && name,
  );
  return (
    kind && {
      kind: kindId(kind),
      object: {
        name,
        ...(kind.namespaced && { namespace: event.namespace }),
      },
    }
  );
}
