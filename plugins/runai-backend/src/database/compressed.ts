import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Packs a value into bytes. Results of many nodes say the same but for a name: they shrink to a twentieth or less. */
export async function compress(value: unknown): Promise<Buffer> {
  return pack(JSON.stringify(value), { level: constants.Z_BEST_SPEED });
}

/** The value that {@link compress} was given. */
export async function decompress<T>(bytes: Uint8Array): Promise<T> {
  return JSON.parse((await unpack(bytes)).toString('utf8'));
}
