import { RouterosClient, where } from '@trunkline/routeros';
import type { RouterosDevice } from '@trunkline/simulators';

/** Who pastes into the terminal of a router: its administrator. */
export const routerAdmin = { name: 'admin', password: 'the-administrator' };

const word = String.raw`(?:[a-z0-9-]+=(?:"(?:\\.|[^"\\])*"|[^\s"]+))`;
const lineForm = new RegExp(
  String.raw`^(/[a-z][a-z -]*?) (add|set|download)(?: \[find where (${word}(?: or ${word})*)\])?((?: ${word})*)$`,
);
/** What is done only where nothing is found. */
const unlessForm = new RegExp(
  String.raw`^:if \(\[:len \[(/[a-z][a-z -]*?) find where (${word})\]\] = 0\) do=\{ (.+) \}$`,
);

/** Does what a terminal of RouterOS does with such lines, over the API: each finds its items, then changes them. */
export async function pasteLines(device: RouterosDevice, lines: string): Promise<void> {
  const { name, password } = routerAdmin;
  const client = await RouterosClient.connect({
    host: '127.0.0.1',
    port: device.port,
    username: name,
    password,
    timeoutMs: 5_000,
  });
  try {
    for (const line of lines.split('\n')) await paste(client, line);
  } finally {
    client.close();
  }
}

async function paste(client: RouterosClient, line: string): Promise<void> {
  const unless = unlessForm.exec(line);
  if (unless) {
    const [, path = '', wanted = '', inner = ''] = unless;
    if ((await idsOf(client, menuOf(path), wanted)).length === 0) await paste(client, inner);
    return;
  }
  const match = lineForm.exec(line);
  if (!match) throw new Error(`no terminal takes ${line}`);
  const [, path = '', verb = '', wanted, rest = ''] = match;
  const menu = menuOf(path);
  const values = Object.fromEntries(
    Array.from(rest.matchAll(new RegExp(word, 'g')), ([text]) => pairOf(text)),
  );
  if (wanted === undefined) {
    await client.call(`${menu}/${verb}`, values);
    return;
  }
  const ids = await idsOf(client, menu, wanted);
  if (ids.length === 0) throw new Error(`nothing is found by ${wanted}`);
  for (const id of ids) await client.call(`${menu}/${verb}`, { '.id': id, ...values });
}

function menuOf(path: string): string {
  return `/${path.slice(1).trim().split(' ').join('/')}`;
}

async function idsOf(client: RouterosClient, menu: string, wanted: string): Promise<string[]> {
  const ids = new Set<string>();
  for (const condition of wanted.split(' or ')) {
    const { rows } = await client.call(
      `${menu}/print`,
      {},
      { queries: where(Object.fromEntries([pairOf(condition)])), proplist: ['.id'] },
    );
    for (const row of rows) ids.add(row['.id']!);
  }
  return [...ids];
}

/** Unquotes as RouterOS does: `\"`, `\\`, `\$`, `\?` and `\XX`. */
function pairOf(text: string): [string, string] {
  const [name = ''] = text.split('=', 1);
  const value = text.slice(name.length + 1);
  if (!value.startsWith('"')) return [name, value];
  const inside = value
    .slice(1, -1)
    .replaceAll(/\\([0-9A-F]{2}|.)/g, (_, code: string) =>
      code.length === 2 ? String.fromCharCode(Number.parseInt(code, 16)) : code,
    );
  return [name, inside];
}
