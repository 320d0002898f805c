/**
 * The dependency rule of ARCHITECTURE.md: lower tiers never import higher ones, packages import only kit,
 * and only roles wire modules together. `npm run check:boundaries` also fails when it saw too few modules.
 */
const tiers = [
  ['tenancy', 'settings', 'audit'],
  ['staff', 'nas', 'zones', 'plans', 'terms', 'tasks', 'views'],
  ['routers', 'tunnels'],
  ['subscribers', 'subscriptions', 'speed'],
  ['sessions', 'policy', 'quota', 'hotspot'],
  ['aaa', 'enforcement', 'freeradius'],
  ['dashboard', 'live', 'search', 'shadow', 'sharing', 'simulation', 'diagnosis'],
];

const modulePath = (names) => `^server/src/modules/(${names.join('|')})/`;

const tierRules = tiers.slice(0, -1).map((names, tier) => ({
  name: `tier-${tier}-imports-no-higher-tier`,
  severity: 'error',
  from: { path: modulePath(names) },
  to: { path: modulePath(tiers.slice(tier + 1).flat()) },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      // A page that loads when it is visited may know its own address.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'modules-are-tiered',
      severity: 'error',
      comment: 'A new module gets its tier in this file.',
      from: {},
      to: { path: '^server/src/modules/', pathNot: modulePath(tiers.flat()) },
    },
    ...tierRules,
    {
      name: 'modules-by-their-face',
      severity: 'error',
      comment:
        "Another module is imported through its index.ts; its routes.ts, jobs.ts and permissions.ts are the roles' to wire.",
      from: { path: '^server/src/modules/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/modules/([^/]+)/(?!index\\.ts$)', pathNot: '^server/src/modules/$1/' },
    },
    {
      name: 'platform-imports-no-module',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/(modules|roles)/' },
    },
    {
      name: 'modules-import-no-role',
      severity: 'error',
      from: { path: '^server/src/modules/' },
      to: { path: '^server/src/roles/' },
    },
    {
      name: 'supervisor-is-light',
      severity: 'error',
      from: { path: '^server/src/roles/supervisor/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(server/src/modules/|node_modules/(fastify|kysely|graphile-worker|prom-client)/)' },
    },
    {
      name: 'packages-import-only-kit',
      severity: 'error',
      from: { path: '^packages/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(server|cli|simulators|web|bench|packages/(?!kit/))', pathNot: '^packages/$1/' },
    },
    {
      name: 'simulators-import-only-packages',
      severity: 'error',
      from: { path: '^simulators/' },
      to: { path: '^(server|cli|web|bench)/' },
    },
    {
      name: 'the-design-language-stands-alone',
      severity: 'error',
      comment: 'web/ui knows no domain word and fetches nothing.',
      from: { path: '^web/ui/' },
      to: {
        path: '^(web/admin|server|packages|simulators|cli|bench|demo)/|node_modules/@tanstack/react-(query|router)/',
      },
    },
    {
      name: 'web-knows-the-server-by-its-api',
      severity: 'error',
      from: { path: '^web/admin/' },
      to: { path: '^(server|simulators|cli|bench|demo)/|^packages/(?!openapi-client/)' },
    },
    {
      name: 'nothing-imports-the-demo',
      severity: 'error',
      comment: 'The supervisor starts it as a process; the product stands without it.',
      from: { pathNot: '^demo/' },
      to: { path: '^demo/' },
    },
    {
      name: 'nothing-imports-the-benchmarks',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    {
      name: 'production-imports-no-test',
      severity: 'error',
      from: {
        pathNot:
          '(\\.(test|fixture)\\.ts$|^server/test/|^cli/test/|^web/e2e/|^scripts/|^bench/|^packages/test-kit/|vitest\\.config)',
      },
      to: { path: '(\\.test\\.ts$|^server/test/|^packages/test-kit/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/[^/]+/dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
