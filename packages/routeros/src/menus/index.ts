export * from './address.ts';
export * from './clock.ts';
export * from './firewall.ts';
export * from './hotspot.ts';
export * from './interface.ts';
export * from './line.ts';
export type {
  AddOptions,
  ChangeOptions,
  Field,
  Fields,
  ItemChange,
  ItemId,
  Menu,
  PrintOptions,
} from './menu.ts';
export * from './ppp.ts';
export * from './queue.ts';
export * from './radius.ts';
export * from './system.ts';
export * from './user.ts';
export * from './walled-garden.ts';
