const KEY = 'runai-portal.demo-user';

/** Who was chosen on the sign-in page of the demo, so that reloading the page does not ask again. */
export function rememberedPerson(): string | undefined {
  return window.localStorage.getItem(KEY) ?? undefined;
}

export function rememberPerson(name: string): void {
  window.localStorage.setItem(KEY, name);
}

export function forgetPerson(): void {
  window.localStorage.removeItem(KEY);
}
