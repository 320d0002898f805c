export {
  InvalidSetting,
  logLevels,
  readConfig,
  type Config,
  type LogLevel,
  type RoleConfig,
} from './config.ts';
