import { useRouter } from '@tanstack/react-router';
import { AppearancePicker, Avatar, Button, Link, Popover } from '@trunkline/web-ui';
import { ChevronDown, LogOut, Rocket, UserRound, type LucideIcon } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/api.ts';
import { useMe } from '../api/me.ts';
import { queryClient } from '../api/query-client.ts';
import { forgetRecentSearches } from './command-search/recent-searches.ts';
import { LanguagePicker } from './language-picker.tsx';

/** Who is signed in and where, the way to the profile, how the app looks, and the way out. */
export function PersonMenu(): ReactElement {
  const { t } = useTranslation('shell');
  const { name } = useMe();
  const [isOpen, setOpen] = useState(false);
  const trigger = (
    <Button variant="ghost" aria-label={t('person.menu', { name })} className="px-1.5">
      <Avatar name={name} size="sm" />
      <bdi className="max-w-36 truncate phone:hidden">{name}</bdi>
      <ChevronDown size={14} aria-hidden className="text-muted phone:hidden" />
    </Button>
  );
  return (
    <Popover
      trigger={trigger}
      label={t('person.menu', { name })}
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="w-80"
    >
      <PersonCard />
      <ul className="mt-2 border-t border-line pt-2">
        <MenuLink href="/profile" icon={UserRound} onChoose={() => setOpen(false)}>
          {t('person.profile')}
        </MenuLink>
        <MenuLink href="/guide" icon={Rocket} onChoose={() => setOpen(false)}>
          {t('person.guide')}
        </MenuLink>
      </ul>
      <div className="mt-2 flex flex-col gap-3 border-t border-line pt-3">
        <LanguagePicker />
        <AppearancePicker />
      </div>
      <div className="mt-3 border-t border-line pt-2">
        <SignOutButton />
      </div>
    </Popover>
  );
}

function PersonCard(): ReactElement {
  const { name, email, tenant, role } = useMe();
  return (
    <div className="flex items-center gap-3">
      <Avatar name={name} />
      <div className="min-w-0">
        <p className="truncate font-semibold">
          <bdi>{name}</bdi>
        </p>
        <p className="truncate text-sm text-muted">
          <bdi dir="ltr">{email}</bdi>
        </p>
        <p className="truncate text-sm text-muted">
          <bdi>{tenant.name}</bdi> · <bdi>{role.name}</bdi>
        </p>
      </div>
    </div>
  );
}

interface MenuLinkProps {
  href: string;
  icon: LucideIcon;
  onChoose: () => void;
  children: string;
}

function MenuLink({ href, icon: Icon, onChoose, children }: MenuLinkProps): ReactElement {
  return (
    <li>
      <Link
        href={href}
        isPlain
        onClick={onChoose}
        className="flex min-h-8 items-center gap-2.5 rounded-md px-2 hover:bg-hover phone:min-h-11"
      >
        <Icon size={16} aria-hidden className="text-muted" />
        {children}
      </Link>
    </li>
  );
}

function SignOutButton(): ReactElement {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const signOut = async (): Promise<void> => {
    setPending(true);
    try {
      await answerOf(api.POST('/api/auth/logout'));
    } finally {
      setPending(false);
    }
    queryClient.clear();
    forgetRecentSearches();
    await router.navigate({ to: '/sign-in' });
  };
  return (
    <Button
      variant="ghost"
      icon={LogOut}
      isPending={isPending}
      onClick={() => void signOut()}
      className="w-full justify-start px-2"
    >
      {t('person.signOut')}
    </Button>
  );
}
