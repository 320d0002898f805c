import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** What linters cannot see. Each finding is printed as `file:line what is wrong and what to do instead`. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const maximumFileLines = 350;
const maximumFunctionLines = 60;

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(root + file));
const sources = tracked.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.gen.ts'));
const production = sources.filter((file) => !file.endsWith('.test.ts') && !file.includes('/test/'));
const read = (file: string): string => readFileSync(root + file, 'utf8');

const parsed = new Map(
  sources.map((file) => [file, ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true)] as const),
);

function findings(
  files: string[],
  inspect: (node: ts.Node, report: (what: string) => void) => void,
): string[] {
  const found: string[] = [];
  for (const file of files) {
    const source = parsed.get(file)!;
    const visit = (node: ts.Node): void => {
      inspect(node, (what) => {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        found.push(`${file}:${line + 1} ${what}`);
      });
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** The kit, and the one place in which pages read the clock of the browser. */
const ownTime = /^(packages\/kit\/|web\/ui\/src\/format\/now\.ts$)/;

/** Where SQL is put together from text, and why nothing of a client's can get into it. */
const builtSql: Record<string, string> = {
  'server/src/modules/aaa/snapshot/snapshot-store.ts': 'constants of the file itself',
  'server/src/modules/quota/kept-meter-store.ts': 'names of columns from a constant list',
  'server/src/modules/sessions/folded-session-store.ts': 'names of columns from a constant list',
  'server/src/modules/sessions/session-store.ts': 'names of columns from a constant list',
  'server/src/modules/sessions/usage-store.ts': 'constants of the file itself',
  'server/src/platform/db/bootstrap.ts': 'DDL takes no parameters: names are constants, passwords escaped',
  'server/src/platform/db/migrate.ts': 'the files of server/migrations',
  'server/src/platform/db/tenant-read.ts': 'a constant, and the text of a statement beside its values',
  'server/src/platform/jobs/job-runner.ts': 'a constant statement in an object that gives it a time limit',
};

/** A query's text that no value has entered. */
function isLiteralText(node: ts.Expression): boolean {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
}

describe('tidy', () => {
  test('the check looked at the sources', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  test('functions stay short enough to read at once', () => {
    const long = findings(production, (node, report) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
      const source = node.getSourceFile();
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      const lines = last - first + 1;
      if (lines > maximumFunctionLines)
        report(
          `is a function of ${lines} lines; at most ${maximumFunctionLines}: move pure parts into functions of their own`,
        );
    });
    expect(long).toEqual([]);
  });

  test('files stay short enough to know', () => {
    const long = sources
      .map((file) => [file, read(file).split('\n').length] as const)
      .filter(([, lines]) => lines > maximumFileLines);
    expect(long).toEqual([]);
  });

  test('time and randomness come from the kit', () => {
    const banned = findings(
      production.filter((file) => !ownTime.test(file)),
      (node, report) => {
        if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
          report('calls new Date() without an instant; take a Clock');
        }
        if (!ts.isCallExpression(node)) return;
        const callee = node.expression.getText();
        if (callee === 'Date.now') report('calls Date.now(); take a Clock');
        if (callee === 'Math.random') report('calls Math.random(); take a Random');
      },
    );
    expect(banned).toEqual([]);
  });

  test('tests neither skip, nor focus, nor mock our own code', () => {
    const banned = findings(
      sources.filter((file) => file.endsWith('.test.ts')),
      (node, report) => {
        if (!ts.isPropertyAccessExpression(node)) return;
        const text = node.getText();
        if (/^(it|test|describe)\.(skip|only|todo|fails)$/.test(text))
          report(`uses ${text}; fix it or delete it`);
        if (/^vi\.(mock|doMock)$/.test(text)) report(`uses ${text}; use the real thing or a simulator`);
      },
    );
    expect(banned).toEqual([]);
  });

  test('SQL is made of literals and bound values', () => {
    const built = findings(
      production.filter((file) => /^(server|cli)\/src\//.test(file)),
      (node, report) => {
        if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
        const callee = node.expression.getText();
        const isRaw = /\b(sql\.(raw|lit|unsafe)|CompiledQuery\.raw)$/.test(callee);
        const isQuery = callee.endsWith('.query') && node.arguments[0] && !isLiteralText(node.arguments[0]);
        if (isRaw || isQuery) report(`puts SQL together by ${callee}; bind the values`);
      },
    );
    const reasonOf = (finding: string): string | undefined => builtSql[finding.split(':', 1)[0]!];
    expect(built.filter((finding) => !reasonOf(finding))).toEqual([]);
    const used = new Set(built.map((finding) => finding.split(':', 1)[0]));
    expect(Object.keys(builtSql).filter((file) => !used.has(file))).toEqual([]);
  });

  test('every word that a person sees is in the catalogue', () => {
    const loose = findings(
      production.filter((file) => file.startsWith('web/') && file.endsWith('.tsx')),
      (node, report) => {
        if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text))
          report(`shows "${node.text.trim()}"; take it from the catalogue`);
        if (!ts.isJsxAttribute(node) || !node.initializer || !ts.isStringLiteral(node.initializer)) return;
        if (/^(aria-label|title|placeholder|alt|label|hint|description)$/.test(node.name.getText()))
          report(`says ${node.getText()}; take it from the catalogue`);
      },
    );
    expect(loose).toEqual([]);
  });

  test('nothing is left for later', () => {
    // Taken apart, or this file would find itself.
    const words = [
      ['TO', 'DO'],
      ['FIX', 'ME'],
      ['XX', 'X'],
      ['HA', 'CK'],
    ].map((halves) => halves.join(''));
    const marks = new RegExp(String.raw`\b(${words.join('|')})\b`);
    const left = sources.flatMap((file) =>
      read(file)
        .split('\n')
        .flatMap((line, index) => (marks.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
    expect(left).toEqual([]);
  });

  test('file names are kebab-case and say what is inside', () => {
    const bad = sources.filter(
      (file) =>
        !/^[a-z0-9.-]+\.(test\.)?tsx?$/.test(file.split('/').at(-1)!) ||
        /(^|\/)(utils?|helpers?|common|managers?)(\/|\.tsx?$|-)/.test(file),
    );
    expect(bad).toEqual([]);
  });

  test('each module, package and role folder explains itself in under 80 lines', () => {
    const folders = new Set(
      tracked.flatMap(
        (file) =>
          /^(packages\/[^/]+|simulators|server\/src\/modules\/[^/]+|server\/src\/platform\/[^/]+|server\/src\/roles|cli|demo|web\/[^/]+)\//
            .exec(file)
            ?.slice(1) ?? [],
      ),
    );
    const missing = [...folders].filter(
      (folder) => !folder.includes('.') && !existsSync(`${root}${folder}/README.md`),
    );
    expect(missing).toEqual([]);
    const long = tracked.filter(
      (file) =>
        file.startsWith('server/src/modules/') &&
        file.endsWith('README.md') &&
        read(file).split('\n').length > 80,
    );
    expect(long).toEqual([]);
  });

  test('a migration makes tables in one schema only, and every tenant table is protected', () => {
    const wrong: string[] = [];
    for (const file of tracked.filter(
      (name) => name.startsWith('server/migrations/') && name.endsWith('.sql'),
    )) {
      const statements = read(file);
      const tables = [
        ...statements.matchAll(/create table (?:if not exists )?([a-z_]+)\.([a-z_]+) \(([\s\S]*?)\n\)/g),
      ];
      const schemas = new Set(tables.map((table) => table[1]));
      if (schemas.size > 1)
        wrong.push(`${file} makes tables in ${[...schemas].join(', ')}; one schema a migration`);
      for (const [, schema, table, columns] of tables) {
        if (
          /^\s+tenant_id /m.test(columns!) &&
          !statements.includes(`platform.protect('${schema}.${table}')`)
        ) {
          wrong.push(`${file} makes ${schema}.${table} without call platform.protect('${schema}.${table}')`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('links in the documents lead somewhere', () => {
    const broken = tracked
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)]
          .map((link) => link[1]!)
          .filter((link) => !existsSync(`${root}${dirname(file)}/${link}`))
          .map((link) => `${file}: ${link}`),
      );
    expect(broken).toEqual([]);
  });
});
