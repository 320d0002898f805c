import { useLocation } from '@tanstack/react-router';
import type { NavGroup, NavItem } from '@trunkline/web-ui';
import {
  Activity,
  Blend,
  Building2,
  Cable,
  CalendarClock,
  FileClock,
  Gauge,
  HeartPulse,
  KeyRound,
  LayoutDashboard,
  ListChecks,
  MapPin,
  Network,
  Router,
  Settings,
  ShieldCheck,
  Split,
  Trees,
  UserCog,
  Users,
  Waypoints,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/me.ts';

type Words =
  | 'dashboard'
  | 'subscribers'
  | 'online'
  | 'authLog'
  | 'addresses'
  | 'plans'
  | 'speedRules'
  | 'zones'
  | 'sharing'
  | 'walledGarden'
  | 'tunnels'
  | 'nas'
  | 'aaaHealth';
type BesideWords = 'freeradius' | 'shadow';
type CompanyWords = 'staff' | 'roles' | 'apiKeys' | 'audit' | 'settings' | 'tenants';

interface Place {
  id: Words | BesideWords | CompanyWords;
  href: string;
  icon: LucideIcon;
  /** Nothing for everybody; `operator` for who runs the installation. */
  needs?: string;
  isPrimary?: true;
}

const groups: { id: 'daily' | 'network' | 'beside' | 'company'; places: Place[] }[] = [
  {
    id: 'daily',
    places: [
      { id: 'dashboard', href: '/', icon: LayoutDashboard, isPrimary: true },
      { id: 'subscribers', href: '/subscribers', icon: Users, needs: 'subscribers.read', isPrimary: true },
      { id: 'online', href: '/online', icon: Activity, needs: 'sessions.read', isPrimary: true },
      { id: 'authLog', href: '/auth-log', icon: ListChecks, needs: 'aaa.read', isPrimary: true },
      { id: 'addresses', href: '/addresses', icon: MapPin, needs: 'sessions.read' },
      { id: 'sharing', href: '/sharing', icon: Split, needs: 'sharing.read' },
    ],
  },
  {
    id: 'network',
    places: [
      { id: 'plans', href: '/plans', icon: Gauge, needs: 'plans.read' },
      { id: 'speedRules', href: '/speed-rules', icon: CalendarClock, needs: 'speed.read' },
      { id: 'zones', href: '/zones', icon: Network, needs: 'zones.read' },
      { id: 'walledGarden', href: '/walled-garden', icon: Trees, needs: 'hotspot.read' },
      { id: 'nas', href: '/nas', icon: Router, needs: 'nas.read' },
      { id: 'tunnels', href: '/tunnels', icon: Waypoints, needs: 'tunnels.read' },
      { id: 'aaaHealth', href: '/aaa-health', icon: HeartPulse, needs: 'aaa.read' },
    ],
  },
  {
    id: 'beside',
    places: [
      { id: 'freeradius', href: '/freeradius', icon: Cable, needs: 'freeradius.read' },
      { id: 'shadow', href: '/shadow', icon: Blend, needs: 'shadow.read' },
    ],
  },
  {
    id: 'company',
    places: [
      { id: 'staff', href: '/staff', icon: UserCog, needs: 'staff.read' },
      { id: 'roles', href: '/roles', icon: ShieldCheck, needs: 'staff.read' },
      { id: 'apiKeys', href: '/api-keys', icon: KeyRound, needs: 'staff.read' },
      { id: 'audit', href: '/audit', icon: FileClock, needs: 'audit.read' },
      { id: 'settings', href: '/settings', icon: Settings, needs: 'settings.read' },
      { id: 'tenants', href: '/tenants', icon: Building2, needs: 'operator' },
    ],
  },
];

/** The places that the signed-in person may go to, with the present one marked. */
export function useNavigation(): NavGroup[] {
  const { t } = useTranslation('shell');
  const { permissions, isOperator } = useMe();
  const pathname = useLocation({ select: (location) => location.pathname });
  const may = ({ needs }: Place): boolean =>
    needs === undefined || (needs === 'operator' ? isOperator : permissions.includes(needs));
  const toItem = ({ id, href, icon, isPrimary }: Place): NavItem => ({
    id,
    href,
    icon,
    isPrimary,
    label: t(`place.${id}`),
    isCurrent: href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`),
  });
  return groups
    .map(({ id, places }) => ({ id, label: t(`group.${id}`), items: places.filter(may).map(toItem) }))
    .filter(({ items }) => items.length > 0);
}
