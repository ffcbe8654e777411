import { isIP } from 'node:net';
import { isPublicAddress } from '@runai-portal/kube';
import { KUBERNETES_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';
import { quoted } from './quoted';
import type { AllowedUrls } from './AllowedUrls';
import type { PublicNames } from './PublicNames';

/** @public What is known of names without looking them up. */
export type KnownNames = Pick<PublicNames, 'isPublic'>;

/** @public The address of a server that an entity names. */
export type ServerAddress =
  | {
      ok: true;
      url: URL;
      /** An administrator has listed it. */
      isAllowed: boolean;
    }
  | { ok: false; reason: AddressRefusal; message: string };

const ANNOTATION = `The annotation ${KUBERNETES_ANNOTATIONS.apiServer}`;
/** In characters; what reads an address may take the square of its length. */
const LONGEST = 2048;

/** Why an address is not taken; what is put behind the words for it. */
const REFUSALS = {
  AddressMissing:
    'is missing; it must be the address of the API server, like https://gpu-prod.example:6443.',
  AddressInvalid:
    'is no address of an API server; it must be like https://gpu-prod.example:6443, with no ? and no # in it.',
  AddressWithUser:
    'holds a user or a password; an entity must hold no credentials.',
  AddressNotHttps:
    'does not begin with https://, and no other way is taken from the catalog.',
  AddressNotPublic:
    'leads to this machine, to a private network or to something reserved; where that is meant, list the address in allowUrls of the source catalog (runai.sources), and its host in dangerouslyAllowClusterUrls of the catalog locator of the Kubernetes plugin where there is one.',
} as const;

/** @public A code of a closed set. */
export type AddressRefusal = keyof typeof REFUSALS;

/**
 * Looks at the address that an entity names. Whoever may write an entity could otherwise make the portal ask whatever the portal's
 * machine reaches.
 *
 * @public
 * @param options.names - what is known of names that must be looked up; a name that nobody knows yet is judged when it is connected to
 * @param options.subject - what sentences begin with; the annotation where absent
 * @param options.takesQuery - as the Kubernetes plugin, which takes an address with something behind `?` or `#`
 */
export function serverAddress(
  annotation: string | undefined,
  options: {
    allowed: AllowedUrls;
    names: KnownNames;
    subject?: string;
    takesQuery?: boolean;
  },
): ServerAddress {
  const { allowed, names, subject = ANNOTATION } = options;
  // Whoever typed the address sees it, and may have typed something that is nobody else's business.
  const repeats = subject === ANNOTATION;
  const refused = (reason: AddressRefusal, value?: string): ServerAddress => ({
    ok: false,
    reason,
    message: `${subject}${
      value === undefined || !repeats ? '' : ` (${quoted(value)})`
    } ${REFUSALS[reason]}`,
  });
  if (!annotation?.trim()) {
    return refused('AddressMissing');
  }
  if (annotation.length > LONGEST || !URL.canParse(annotation)) {
    return refused('AddressInvalid', annotation);
  }
  const url = new URL(annotation);
  if (!isLookedUp(url.hostname)) {
    return refused('AddressInvalid', annotation);
  }
  if (url.username || url.password) {
    return refused('AddressWithUser');
  }
  if (!options.takesQuery && /[?#]/.test(annotation)) {
    // Not repeated: people put tokens there.
    return refused('AddressInvalid');
  }
  if (allowed.allows(url)) {
    return { ok: true, url, isAllowed: true };
  }
  if (url.protocol !== 'https:') {
    return refused('AddressNotHttps', annotation);
  }
  return isPublic(url.hostname, names)
    ? { ok: true, url, isAllowed: false }
    : refused('AddressNotPublic', annotation);
}

/** @public The names that have to be looked up before {@link serverAddress} can tell. */
export function nameToLookUp(
  annotation: string | undefined,
  allowed: AllowedUrls,
): string | undefined {
  if (!annotation || !URL.canParse(annotation)) {
    return undefined;
  }
  const url = new URL(annotation);
  const host = bare(url.hostname);
  return url.protocol === 'https:' && !isIP(host) && !allowed.allows(url)
    ? host
    : undefined;
}

/** Longer names than those of RFC 1035 (2.3.4) are nobody's. */
function isLookedUp(name: string): boolean {
  return (
    name.length <= 255 && name.split('.').every(label => label.length <= 63)
  );
}

function isPublic(hostname: string, names: KnownNames): boolean {
  const host = bare(hostname);
  return isIP(host) ? isPublicAddress(host) : names.isPublic(host) !== false;
}

/** Without the brackets of IPv6. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
