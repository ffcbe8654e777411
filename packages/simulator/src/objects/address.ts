/** An IPv4 address below a prefix of two numbers, e.g. `10.20`, that is the same for a name each time. */
export function addressOf(prefix: string, name: string): string {
  const sum = [...name].reduce(
    (total, char) => (total * 31 + char.charCodeAt(0)) % 62_500,
    7,
  );
  return `${prefix}.${Math.floor(sum / 250)}.${(sum % 250) + 2}`;
}
