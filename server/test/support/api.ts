/** A signed-in caller of the API, for scenarios that use the product from outside. */
export class Api {
  readonly #url: string;
  #token = '';

  constructor(url: string) {
    this.#url = url;
  }

  /** Signs in and, where the server asks for it, sets a password of its own first. */
  async signIn(email: string, password: string): Promise<void> {
    const signedIn = await this.post<{ token: string }>('/api/auth/login', { email, password });
    this.#token = signedIn.token;
    const { mustChangePassword } = await this.get<{ mustChangePassword: boolean }>('/api/auth/me');
    if (!mustChangePassword) return;
    const next = `${password}-changed`;
    await this.post('/api/auth/password', { currentPassword: password, newPassword: next });
  }

  get<Data>(path: string): Promise<Data> {
    return this.#call<Data>('GET', path);
  }

  post<Data>(path: string, body: unknown = {}): Promise<Data> {
    return this.#call<Data>('POST', path, body);
  }

  /** Reads the row's revision and sends the change with it. */
  async patch<Data>(path: string, body: unknown): Promise<Data> {
    const { revision } = await this.get<{ revision: number }>(path);
    return this.#call<Data>('PATCH', path, body, { 'if-match': `"${revision}"` });
  }

  /** Changes what has no revision. */
  set<Data>(path: string, body: unknown): Promise<Data> {
    return this.#call<Data>('PATCH', path, body);
  }

  delete<Data>(path: string): Promise<Data> {
    return this.#call<Data>('DELETE', path);
  }

  async #call<Data>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Data> {
    const response = await fetch(this.#url + path, {
      method,
      headers: {
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { ok: boolean; data: Data };
    if (!answer.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer.data;
  }
}
