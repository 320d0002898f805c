import { EmbeddedPostgres } from '../../src/platform/postgres/index.ts';

/** Runs one embedded server until SIGTERM: `run-postgres.fixture.ts <data> <shared> <password>`. */
const [dataDirectory = '', sharedRoot = '', superuserPassword = ''] = process.argv.slice(2);
const server = new EmbeddedPostgres({
  dataDirectory,
  sharedRoot,
  superuserPassword,
  say: (sentence) => console.log(sentence),
});
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
await server.start((how) => console.log(`ended: ${how}`));
console.log(`ready ${server.adminUrl()}`);
