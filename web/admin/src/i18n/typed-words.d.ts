import 'i18next';
import type aaaHealth from '../locales/en/aaa-health.json';
import type addresses from '../locales/en/addresses.json';
import type apiKeys from '../locales/en/api-keys.json';
import type audit from '../locales/en/audit.json';
import type authLog from '../locales/en/auth-log.json';
import type chart from '../locales/en/chart.json';
import type dashboard from '../locales/en/dashboard.json';
import type freeradius from '../locales/en/freeradius.json';
import type gallery from '../locales/en/gallery.json';
import type nas from '../locales/en/nas.json';
import type nasDoctor from '../locales/en/nas-doctor.json';
import type online from '../locales/en/online.json';
import type plans from '../locales/en/plans.json';
import type profile from '../locales/en/profile.json';
import type reasons from '../locales/en/reasons.json';
import type roles from '../locales/en/roles.json';
import type search from '../locales/en/search.json';
import type settings from '../locales/en/settings.json';
import type setup from '../locales/en/setup.json';
import type shadow from '../locales/en/shadow.json';
import type sharing from '../locales/en/sharing.json';
import type shell from '../locales/en/shell.json';
import type signIn from '../locales/en/sign-in.json';
import type simulation from '../locales/en/simulation.json';
import type speedRules from '../locales/en/speed-rules.json';
import type staff from '../locales/en/staff.json';
import type subscribers from '../locales/en/subscribers.json';
import type table from '../locales/en/table.json';
import type tenants from '../locales/en/tenants.json';
import type tunnels from '../locales/en/tunnels.json';
import type ui from '../locales/en/ui.json';
import type walledGarden from '../locales/en/walled-garden.json';
import type whyOffline from '../locales/en/why-offline.json';
import type zones from '../locales/en/zones.json';

/** A key that the English catalogue lacks does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: {
      'aaa-health': typeof aaaHealth;
      addresses: typeof addresses;
      'api-keys': typeof apiKeys;
      audit: typeof audit;
      'auth-log': typeof authLog;
      chart: typeof chart;
      dashboard: typeof dashboard;
      freeradius: typeof freeradius;
      gallery: typeof gallery;
      nas: typeof nas;
      'nas-doctor': typeof nasDoctor;
      online: typeof online;
      plans: typeof plans;
      profile: typeof profile;
      reasons: typeof reasons;
      roles: typeof roles;
      search: typeof search;
      settings: typeof settings;
      setup: typeof setup;
      shadow: typeof shadow;
      sharing: typeof sharing;
      shell: typeof shell;
      'sign-in': typeof signIn;
      simulation: typeof simulation;
      'speed-rules': typeof speedRules;
      staff: typeof staff;
      subscribers: typeof subscribers;
      table: typeof table;
      tenants: typeof tenants;
      tunnels: typeof tunnels;
      ui: typeof ui;
      'walled-garden': typeof walledGarden;
      'why-offline': typeof whyOffline;
      zones: typeof zones;
    };
  }
}
