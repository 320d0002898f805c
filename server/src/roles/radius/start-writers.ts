import {
  addLoginMinutes,
  AuthLog,
  AuthLogWriter,
  DeviceKeeper,
  LoginMinutes,
  MacLearner,
  writeObservations,
  type Snapshot,
} from '../../modules/aaa/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { RoleContext } from '../role-runtime.ts';
import type { RadiusNotices } from './radius-notices.ts';

const observationMs = 5_000;

export interface Writers {
  readonly authLog: AuthLog;
  readonly loginMinutes: LoginMinutes;
  readonly macLearner: MacLearner;
  readonly deviceKeeper: DeviceKeeper;
  /** Writes what is left, if the database is there. */
  stop(): Promise<void>;
}

/** Everything the role writes to the database, behind the answers and at its own pace. */
export function startWriters(
  { clock, random }: RoleContext,
  { database, snapshot, notices }: { database: Database; snapshot: Snapshot; notices: RadiusNotices },
): Writers {
  const writer = new AuthLogWriter({
    database,
    onFault: (error, row) => {
      if (row) notices.failed('a row of the authentication log was refused', error);
      else notices.trouble('the authentication log waits for the database', { error });
    },
  });
  const authLog = new AuthLog({ clock, random, write: writer.write });
  const loginMinutes = new LoginMinutes({
    write: (rows) => database.acrossTenants((tx) => addLoginMinutes(tx, rows)),
    onFault: (error) => notices.trouble('the counts of logins wait for the database', { error }),
  });
  const macLearner = new MacLearner({
    database,
    clock,
    onFault: (error) => notices.trouble('learned MAC addresses wait for the database', { error }),
  });
  const deviceKeeper = new DeviceKeeper({
    database,
    snapshot,
    clock,
    random,
    onFault: (error) => notices.trouble('devices of hotspot accounts wait for the database', { error }),
  });
  const observe = async (): Promise<void> => {
    try {
      await writeObservations(database, snapshot.allNas());
      await notices.unknownSources.write(database);
    } catch (error) {
      notices.trouble('what was seen of the NAS waits for the database', { error });
    }
  };
  const observing = setInterval(() => void observe(), observationMs);
  authLog.start();
  loginMinutes.start();
  macLearner.start();
  deviceKeeper.start();
  return {
    authLog,
    loginMinutes,
    macLearner,
    deviceKeeper,
    async stop() {
      clearInterval(observing);
      await Promise.all([
        authLog.stop(),
        loginMinutes.stop(),
        macLearner.stop(),
        deviceKeeper.stop(),
        observe(),
      ]);
    },
  };
}
