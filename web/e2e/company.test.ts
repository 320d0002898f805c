import { afterAll, beforeAll, describe } from 'vitest';
import { auditOfActs } from './company/audit-of-acts.ts';
import { besideUs } from './company/beside-us.ts';
import { dailyWork } from './company/daily-work.ts';
import { endedSession } from './company/ended-session.ts';
import { findByAnything } from './company/find-by-anything.ts';
import { hostileText } from './company/hostile-text.ts';
import { otherSpeed } from './company/other-speed.ts';
import { routerSecrets } from './company/router-secrets.ts';
import { serverAway } from './company/server-away.ts';
import { truePreview } from './company/true-preview.ts';
import { twoEditors } from './company/two-editors.ts';
import { startCompany, type Company } from './support/company.ts';

/**
 * One small company for everything that its staff do and that goes wrong around them: a start takes longer than most
 * of the scenarios. The day comes first, because it counts who is there; each of the others makes what it needs.
 */
let company: Company;
const present = (): Company => company;

beforeAll(async () => {
  company = await startCompany();
});
afterAll(() => company?.stop());

describe('a day', () => dailyWork(present));
describe('found by anything', () => findByAnything(present));
describe('two people edit one subscriber', () => twoEditors(present));
describe('the preview of a plan', () => truePreview(present));
describe('the secret of a router', () => routerSecrets(present));
describe('another speed', () => otherSpeed(present));
describe('what stands beside us', () => besideUs(present));
describe('the audit log', () => auditOfActs(present));
describe('a session that ended elsewhere', () => endedSession(present));
describe('hostile text', () => hostileText(present));
describe('a server that is away', () => serverAway(present));
