/** User and password of a proxy's address; taken as they stand where they are not encoded as they should be. */
export function proxyUser({
  username,
  password,
}: URL): { username: string; password: string } | undefined {
  return username || password
    ? { username: decode(username), password: decode(password) }
    : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
