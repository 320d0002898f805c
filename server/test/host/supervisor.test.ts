import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Installation, isUdpFree } from './installation.ts';
import { until } from './processes.ts';
import type { Program } from './program.ts';

const roles = ['radius', 'api', 'fold', 'worker'];
let installation: Installation;

function modeOf(name: string): string {
  return (statSync(join(installation.home, name)).mode & 0o777).toString(8);
}

function portsOf(listens: Record<string, string[]>): { http: string; udp: number[] } {
  const urls = Object.values(listens).flat();
  const udp = urls.filter((url) => url.startsWith('radius-')).map((url) => Number(new URL(url).port));
  return { http: urls.find((url) => url.startsWith('http:'))!, udp };
}

/** One installation for all of these: none of them leaves a trace that another could see. */
describe('while it runs', () => {
  let program: Program;

  beforeAll(async () => {
    installation = new Installation();
    program = await installation.start();
    await installation.listens(...roles);
  });
  afterAll(() => installation.remove());

  test("the first start has shown an owner's password and what to do next", () => {
    expect(program.output).toMatch(/password {2}\S{12,}\n/);
    for (const command of ['login', 'nas add', 'plan add', 'subscriber add', 'radtest']) {
      expect(program.output).toContain(`bin/trunkline ${command}`);
    }
  });

  test('the folders of data and keys are closed to others', () => {
    expect(
      ['keys', 'keys/master.key', 'keys/database.json', 'data/journal', 'data/snapshot'].map(modeOf),
    ).toEqual(['700', '600', '600', '700', '700']);
  });

  test('all roles answer as processes of their own, and no password stands in their environment', async () => {
    const { http, udp } = portsOf(await installation.listens(...roles));
    const response = await fetch(`${http}/readyz`);
    expect(response.status).toBe(200);
    expect(await Promise.all(udp.map(isUdpFree))).toEqual([false, false]);
    const text = readFileSync(join(installation.home, 'keys', 'database.json'), 'utf8');
    const passwords = Object.values(JSON.parse(text) as Record<string, string>);
    const pids = roles.map((role) => installation.pidOf(role)!);
    expect(new Set(pids).size).toBe(4);
    for (const pid of pids) {
      const seen =
        readFileSync(`/proc/${pid}/environ`, 'utf8') + readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      for (const password of passwords) expect(seen).not.toContain(password);
    }
  });

  test('a second start says who runs, ends with 1 and disturbs nothing', async () => {
    const before = await installation.listens(...roles);
    const second = installation.launch();
    expect(await second.ends()).toBe('code 1');
    expect(second.output.trim()).toBe(
      `Trunkline is already running on ${installation.home}, as process ${program.pid}. Nothing was started.`,
    );
    expect(await installation.listens(...roles)).toEqual(before);
  });

  test('doctor finds nothing wrong', async () => {
    const doctor = installation.tool('doctor', '--json');
    expect({ end: await doctor.ends(), findings: doctor.output }).toMatchObject({ end: 'code 0' });
    const findings = JSON.parse(doctor.output) as { subject: string; level: string }[];
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(new Set(findings.map(({ subject }) => subject))).toEqual(
      new Set([
        'running',
        'permissions',
        'disk',
        'ports',
        'database',
        'clock',
        'roles',
        'journals',
        'alarms',
      ]),
    );
  });

  test('a forgotten password is replaced while the product runs, and a second tenant is made', async () => {
    const reset = installation.tool('reset-password', 'owner@trunkline.local');
    expect({ end: await reset.ends(), said: reset.output }).toMatchObject({
      end: 'code 0',
      said: expect.stringMatching(/^password {2}\S{12,}\n/) as string,
    });
    const make = ['create-tenant', 'second', '--owner', 'boss@example.net'];
    const made = installation.tool(...make);
    expect({ end: await made.ends(), said: made.output }).toMatchObject({
      end: 'code 0',
      said: expect.stringMatching(/signs in as boss@example\.net\.\npassword {2}\S{12,}\n/) as string,
    });
    const again = installation.tool(...make);
    expect(await again.ends()).toBe('code 1');
    expect(again.output).toMatch(/^trunkline create-tenant: [^\n]+\n$/);
    const unknown = installation.tool('reset-password', 'nobody@example.net');
    expect(await unknown.ends()).toBe('code 1');
    expect(unknown.output).toMatch(/^trunkline reset-password: [^\n]+\n$/);
  });

  test.each(roles)('a killed %s role comes back, and the others stay', async (role) => {
    const others = (): (number | undefined)[] =>
      roles.filter((name) => name !== role).map((name) => installation.pidOf(name));
    const before = others();
    const killed = installation.pidOf(role)!;
    process.kill(killed, 'SIGKILL');
    await program.says(`The ${role} role ended (SIGKILL); it starts again in 0.5 s.`);
    await until('it is back', () => ![undefined, killed].includes(installation.pidOf(role)));
    await installation.listens(...roles);
    expect(others()).toEqual(before);
  });

  test('a killed PostgreSQL comes back, and the roles stay', async () => {
    const before = roles.map((role) => installation.pidOf(role));
    const pidFile = join(installation.home, 'data', 'postgres', 'cluster', 'postmaster.pid');
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
    await program.says('PostgreSQL ended (SIGKILL)');
    await program.says('PostgreSQL is back.');
    expect(roles.map((role) => installation.pidOf(role))).toEqual(before);
  });
});

describe('the end', () => {
  beforeEach(() => {
    installation = new Installation();
  });
  afterEach(() => installation.remove());

  test('Ctrl-C, delivered by the terminal and by npm, leaves no process and no port; a later start shows no password and another set-up link', async () => {
    const first = await installation.start();
    const { http, udp } = portsOf(await installation.listens(...roles));
    first.child.kill('SIGINT');
    first.child.kill('SIGINT');
    expect(await first.ends()).toBe('code 0');
    expect(first.output).toContain('Everything is stopped.');
    expect(first.output).not.toMatch(/by force|in time/);
    expect(installation.processes()).toEqual([]);
    await expect(fetch(http)).rejects.toThrow();
    expect(await Promise.all(udp.map(isUdpFree))).toEqual([true, true]);
    expect(existsSync(join(installation.home, 'supervisor.lock'))).toBe(false);
    const second = await installation.start();
    expect(second.output).not.toMatch(/password/);
    const [link, later] = [first, second].map(({ output }) => /\/setup#([\w-]{43})\n/.exec(output)?.[1]);
    expect(later).toBeDefined();
    expect(later).not.toBe(link);
  });

  test('a start that is stopped before it has announced itself still shows the first password', async () => {
    const program = installation.launch();
    await until('the owner is made', () => installation.pidOf('worker') !== undefined);
    program.child.kill('SIGTERM');
    expect(await program.ends()).toBe('code 0');
    expect(program.output.match(/password {2}\S{12,}\n/g)).toHaveLength(1);
    expect(installation.processes()).toEqual([]);
  });

  test('Ctrl-C in the middle of a start stops it cleanly, and the next start works', async () => {
    const program = installation.launch();
    await until('PostgreSQL is being made', () => existsSync(join(installation.home, 'data', 'postgres')));
    program.child.kill('SIGINT');
    expect(await program.ends()).toBe('code 0');
    expect(installation.processes()).toEqual([]);
    await installation.start();
  });

  test('the roles end by themselves when the supervisor is killed, and the next start works', async () => {
    const killed = await installation.start();
    await installation.listens(...roles);
    killed.child.kill('SIGKILL');
    await killed.ends();
    const program = await installation.start();
    expect(program.output).toContain('A PostgreSQL of an earlier start is still running');
    await installation.listens(...roles);
    for (const role of roles) {
      const running = installation.processes().filter(({ command }) => command.endsWith(`main.ts ${role}`));
      expect(running).toHaveLength(1);
    }
  });
});

describe('a start that cannot be', () => {
  beforeEach(() => {
    installation = new Installation();
  });
  afterEach(() => installation.remove());

  test('a taken port is named with its variable, before anything is started', async () => {
    const taker = await listen();
    const { port } = taker.address() as { port: number };
    try {
      const program = installation.launch({ TRUNKLINE_HTTP_PORT: String(port) });
      expect(await program.ends()).toBe('code 1');
      expect(program.output).toContain(
        `Port ${port} (TCP) is taken by another program. Set TRUNKLINE_HTTP_PORT`,
      );
      expect(installation.processes()).toEqual([]);
      expect(existsSync(join(installation.home, 'data', 'postgres'))).toBe(false);
    } finally {
      taker.close();
    }
  });

  // Giving a folder away needs root; an ordinary user cannot come into this case.
  if (process.getuid?.() === 0) {
    test('a home of another user is refused, and nothing is written into it', async () => {
      const data = join(installation.home, 'data');
      mkdirSync(data);
      chownSync(data, 65_534, 65_534);
      const program = installation.launch();
      expect(await program.ends()).toBe('code 1');
      expect(program.output).toContain(
        `${data} belongs to the user with number 65534, and this one is number 0.`,
      );
      expect(readdirSync(installation.home)).toEqual(['data']);
      expect(readdirSync(data)).toEqual([]);
    });
  }

  test('a wrong setting is named', async () => {
    const program = installation.launch({ TRUNKLINE_AUTH_PORT: 'radius' });
    expect(await program.ends()).toBe('code 1');
    expect(program.output.trim()).toBe(
      'TRUNKLINE_AUTH_PORT is "radius"; set it to a port from 1 to 65535 (standard 1812)',
    );
  });

  test('a key that others may read is refused, with the remedy', async () => {
    await installation.tool('migrate').ends();
    const path = join(installation.home, 'keys', 'master.key');
    chmodSync(path, 0o644);
    const second = installation.launch();
    expect(await second.ends()).toBe('code 1');
    expect(second.output).toContain(`chmod 600 ${path}`);
    rmSync(path);
    const third = installation.launch();
    expect(await third.ends()).toBe('code 1');
    expect(third.output).toContain(`${path} is missing`);
  });
});

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
