import { changingFile } from '../connection/changingFile';
import { changingPair } from '../connection/changingPair';
import { certificatePairOf, type KeyedData } from '../connection/checkSettings';
import type { KubeCredential } from '../connection/ClusterConnection';
import { fromFolder } from './fromFolder';
import type { Entry } from './KubeconfigFile';
import type { UserEntry } from './schema';

/**
 * A user's client certificate: checked now, and read again where it comes from files that change.
 *
 * @returns nothing where the user has none
 * @throws KubeconfigError where it cannot be used
 */
export function clientCertificate(
  user: Entry<UserEntry>,
): (() => Promise<KubeCredential['clientCert']>) | undefined {
  const certificate = keyed(user, 'client-certificate');
  const privateKey = keyed(user, 'client-key');
  const pair = certificatePairOf(certificate, privateKey);
  if (!pair || (certificate.data && privateKey.data)) {
    return pair && (async () => pair);
  }
  return changingPair(pair, [
    reader(certificate, pair.cert, 'client certificate'),
    reader(privateKey, pair.key, 'client key'),
  ]);
}

function keyed(
  { value, at, baseDir }: Entry<UserEntry>,
  key: 'client-certificate' | 'client-key',
): KeyedData {
  const data = value[`${key}-data`];
  const file = value[key];
  return {
    data: data === undefined ? undefined : Buffer.from(data, 'base64'),
    file: file === undefined ? undefined : fromFolder(baseDir, file),
    dataKey: at(`${key}-data`),
    fileKey: at(key),
  };
}

function reader(
  { data, file }: KeyedData,
  checked: string,
  what: string,
): () => Promise<Buffer> {
  if (data || file === undefined) {
    const fixed = Buffer.from(checked);
    return async () => fixed;
  }
  return changingFile(file, what);
}
