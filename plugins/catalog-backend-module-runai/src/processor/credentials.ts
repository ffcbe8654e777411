import { KUBERNETES_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';
import { holdsCredential } from '@runai-portal/backstage-plugin-runai-node';

/** Annotations of the portal and of the Kubernetes plugin whose names say that they hold a credential. */
const NAME =
  /^(runai-portal|kubernetes\.io)\/.*(token|password|passwd|secret|credentials?|api-?key|private-?key|client-key(-data)?)$/i;

/** What was found in annotations that nobody should be able to read there. */
interface WithoutCredentials {
  /** What the catalog may show. */
  shown: Record<string, string>;
  /** What may be judged, and repeated in a sentence. */
  read: Record<string, string>;
  problems: string[];
}

/** What the page says of a credential; `place`: where it stands. */
export function credentialFound(place: string): string {
  return `${place} holds a credential. It is taken out of what the catalog shows, but whoever reads the file has it: revoke it, and give another in app-config, under credentials of runai.clusters; nothing of that kind is taken from an entity.`;
}

/** Takes credentials out of annotations: by what an annotation is called, and by what stands in it. */
export function withoutCredentials(
  annotations: Readonly<Record<string, string>>,
): WithoutCredentials {
  const found = Object.keys(annotations).filter(
    key => NAME.test(key) || holdsCredential(annotations[key]),
  );
  const without = (keys: readonly string[]) =>
    Object.fromEntries(
      Object.entries(annotations).filter(([key]) => !keys.includes(key)),
    );
  const { apiServer } = KUBERNETES_ANNOTATIONS;
  return {
    shown: without(
      holdsPassword(annotations[apiServer]) ? [...found, apiServer] : found,
    ),
    read: without(found),
    problems: found.map(key => credentialFound(`The annotation ${key}`)),
  };
}

/** Behind a ? people put what logs them in. */
function holdsPassword(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) {
    return false;
  }
  const { password, search } = new URL(address);
  return password !== '' || search !== '';
}
