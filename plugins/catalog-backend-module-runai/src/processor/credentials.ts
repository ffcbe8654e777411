import { KUBERNETES_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';

/** Annotations of the portal and of the Kubernetes plugin whose names say that they hold a credential. */
const NAME =
  /^(runai-portal|kubernetes\.io)\/(.*[-._])?(token|password|passwd|secret|credentials?|api-?key|private-?key|client-key(-data)?)$/i;
const JSON_WEB_TOKEN = /^\s*(Bearer\s+)?eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*\s*$/i;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** What was found in annotations that nobody should be able to read there. */
interface WithoutCredentials {
  /** What the catalog may show. */
  shown: Record<string, string>;
  /** What may be judged, and repeated in a sentence. */
  read: Record<string, string>;
  problems: string[];
}

/** Takes credentials out of annotations: by what an annotation is called, and by what stands in it. */
export function withoutCredentials(
  annotations: Readonly<Record<string, string>>,
): WithoutCredentials {
  const found = Object.keys(annotations).filter(key =>
    holdsCredential(key, annotations[key]),
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
    problems: found.map(
      key =>
        `The annotation ${key} holds a credential. It is taken out of what the catalog shows, but whoever reads the file has it: revoke it, and give another in app-config, under credentials of runai.clusters; nothing of that kind is taken from an entity.`,
    ),
  };
}

function holdsCredential(key: string, value: string): boolean {
  return (
    NAME.test(key) ||
    JSON_WEB_TOKEN.test(value) ||
    PRIVATE_KEY.test(value) ||
    PRIVATE_KEY.test(Buffer.from(value, 'base64').toString('latin1'))
  );
}

function holdsPassword(address: string | undefined): boolean {
  return (
    address !== undefined &&
    URL.canParse(address) &&
    new URL(address).password !== ''
  );
}
